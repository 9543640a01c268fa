from datetime import timedelta

import django.db.models.functions.comparison
from django.db import migrations, models
from django.db.models import F, Min, OuterRef, Subquery


def reckon(apps, _editor):
    """Of those that stand: five minutes after each was known, and when its first answer arrived."""
    complaints, findings = (apps.get_model("complaints", name) for name in ("Complaint", "Finding"))
    sent = findings.objects.filter(complaint=OuterRef("pk"), sent_at__isnull=False)
    first = sent.order_by().values("complaint").annotate(first=Min("sent_at")).values("first")
    complaints.objects.update(
        receipt_by=F("filed_at") + timedelta(minutes=5), first_sent_at=Subquery(first)
    )


class Migration(migrations.Migration):
    dependencies = [("complaints", "0009_told_answers")]

    operations = [
        migrations.AddField(
            model_name="complaint", name="receipt_by", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="complaint",
            name="first_sent_at",
            field=models.DateTimeField(
                help_text="the first of our answers did, whatever came of it", null=True
            ),
        ),
        migrations.RunPython(reckon, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="complaint", name="receipt_by", field=models.DateTimeField()
        ),
        migrations.AddField(
            model_name="complaint",
            name="answered_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "first_sent_at", "decided_at", "resolved_at_once_at"
                ),
                help_text="the first time: one that is opened again was answered all the same",
                output_field=models.DateTimeField(null=True),
            ),
        ),
    ]

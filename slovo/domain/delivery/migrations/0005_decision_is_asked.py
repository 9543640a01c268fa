from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def fill_answers(apps: Any, _schema: Any) -> None:
    """What was written down before was a choice, heard by the colleague who wrote it."""
    known = apps.get_model("delivery", "Decision").objects.filter(answered_at__isnull=False)
    known.update(answer="yes", recorded_at=F("answered_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_promises_cover_their_effort"),
        ("engagements", "0001_initial"),
        ("delivery", "0004_decisions_and_appointments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveConstraint(model_name="decision", name="a_choice_has_his_words"),
        migrations.RenameField("decision", "put_by", "asked_by"),
        migrations.RenameField("decision", "put_at", "asked_at"),
        migrations.RenameField("decision", "chosen_at", "answered_at"),
        migrations.RenameField("decision", "recorded_by", "heard_by"),
        migrations.AlterModelOptions(
            name="decision",
            options={"ordering": ["-asked_at", "-pk"]},
        ),
        migrations.AddField(
            model_name="decision",
            name="answer",
            field=models.CharField(
                blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="cases.message",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="recorded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="reminded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="withdrawn_at",
            field=models.DateTimeField(help_text="we no longer ask", null=True),
        ),
        migrations.AlterField(
            model_name="decision",
            name="answered_at",
            field=models.DateTimeField(help_text="when he said it", null=True),
        ),
        migrations.AlterField(
            model_name="decision",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="engagements.engagement",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="heard_by",
            field=models.ForeignKey(
                help_text="the colleague he said it to; empty when he answered by his link",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="next_at",
            field=models.DateTimeField(help_text="when the keeper reminds him", null=True),
        ),
        migrations.RunPython(fill_answers, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("recorded_at__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="decision_answer_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at", None),
                    ("answer", "no"),
                    models.Q(
                        models.Q(("choice", ""), _negated=True), ("confirm_due_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_choice_is_confirmed_back",
            ),
        ),
    ]

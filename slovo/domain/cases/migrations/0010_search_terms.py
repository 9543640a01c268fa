from django.db import migrations, models

from slovo.domain.cases.search import sqlite


def run(schema_editor, script):
    if schema_editor.connection.vendor == "sqlite":
        for statement in script.split(";"):
            if statement.strip():
                schema_editor.execute(statement)


def make(_apps, schema_editor):
    run(schema_editor, sqlite.MAKE_TERMS)


def drop(_apps, schema_editor):
    run(schema_editor, sqlite.DROP_TERMS)


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_promises_of_a_case")]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("cancelled_at__isnull", True)),
                fields=["id", "case"],
                name="message_case_by_id",
            ),
        ),
        migrations.RunPython(make, drop),
    ]

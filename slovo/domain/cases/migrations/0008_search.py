from django.db import migrations, models
import django.db.models.deletion

from slovo.domain.cases.search import postgresql, sqlite


def run(schema_editor, script):
    for statement in script.split(";"):
        if statement.strip():
            schema_editor.execute(statement)


def make(_apps, schema_editor):
    """The tables of the index; what was said before now is entered by the keeper."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    run(schema_editor, (postgresql if is_postgresql else sqlite).MAKE)
    run(
        schema_editor,
        "INSERT INTO cases_unindexed (case_id) SELECT id FROM cases_case",
    )


def drop(_apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    run(schema_editor, (postgresql if is_postgresql else sqlite).DROP)


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_leaner")]

    operations = [
        migrations.CreateModel(
            name="Unindexed",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="unindexed",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.RunPython(make, drop),
    ]

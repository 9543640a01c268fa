"""On PostgreSQL what is empty stands last in an index, and first in the list of open cases."""

from django.db import migrations


def _order(empty):
    def run(_apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("DROP INDEX case_open_dark")
            schema_editor.execute(
                f"CREATE INDEX case_open_dark ON cases_case (dark_at NULLS {empty}, id, state)"
                " WHERE next_word_at IS NOT NULL"
            )

    return run


class Migration(migrations.Migration):
    dependencies = [("cases", "0022_told_to")]

    operations = [migrations.RunPython(_order("FIRST"), _order("LAST"))]

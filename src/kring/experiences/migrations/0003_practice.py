from collections import defaultdict

from django.db import migrations

PROMISING_FROM = 0.5


def tell_the_catalogue(apps, schema_editor):
    """What was estimated before becomes facets of the catalogue; from now on every estimate says so itself."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute('select entry, "group", is_known, low from shared.experience_estimate where situation = %s', [""])
        keys = defaultdict(set)
        for entry, group, is_known, low in cursor.fetchall():
            promising = is_known and low >= PROMISING_FROM
            keys[entry].add(f"told_for:{group}" if group else "practice:told")
            if promising:
                keys[entry].add(f"promising_for:{group}" if group else "practice:promising")
            if is_known and not group:
                keys[entry].add("practice:known")
        members = defaultdict(int)
        for entry, under in keys.items():
            cursor.execute(
                "update shared.catalogue_entry set practice = %s where id = %s returning number", [sorted(under), entry]
            )
            for (number,) in cursor.fetchall():
                for key in under:
                    members[key] |= 1 << number
        for key, found in members.items():
            cursor.execute(
                "insert into shared.catalogue_facet (key, members) values (%s, %s)"
                " on conflict (key) do update set members = excluded.members",
                [key, found.to_bytes((found.bit_length() + 7) // 8, "little")],
            )


class Migration(migrations.Migration):
    dependencies = [("experiences", "0002_fed_by_advisers"), ("catalogue", "0002_practice")]

    operations = [migrations.RunPython(tell_the_catalogue, migrations.RunPython.noop)]

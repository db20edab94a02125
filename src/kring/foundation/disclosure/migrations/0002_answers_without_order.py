"""An answer leaves no order behind: the counts and the spent tokens of a half-year are written anew each time."""

from django.db import migrations

EVALUATE = r"""
-- An anonymous answer becomes counts at once: no row, no time. True unless the token was spent. Everything of the
-- half-year is written anew in random order, so that neither xmin nor ctid tells which count came with which token.
create or replace function private.evaluate(spent bytea, of_half_year text, measures text[]) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    here uuid := private.org();
    fresh integer;
begin
    if here is null or of_half_year !~ '^[0-9]{4}H[12]$' then return false; end if;
    perform pg_advisory_xact_lock(hashtextextended('evaluate:' || here, 0));
    insert into private.spent_token values (spent, here, of_half_year) on conflict do nothing;
    get diagnostics fresh = row_count;
    if fresh = 0 then return false; end if;
    insert into private.counter
        select here, of_half_year, null, m, 1 from unnest(measures) m where m like 'evaluation:%'
    on conflict (organisation_id, half_year, division_id, measure) do update set n = counter.n + 1;
    with gone as (
        delete from private.counter c
        where c.organisation_id = here and c.half_year = of_half_year and c.measure like 'evaluation:%' returning c.*
    ) insert into private.counter select * from gone order by random();
    with gone as (
        delete from private.spent_token t
        where t.organisation_id = here and t.half_year = of_half_year returning t.*
    ) insert into private.spent_token select * from gone order by random();
    return true;
end $$;
"""


class Migration(migrations.Migration):

    dependencies = [("disclosure", "0001_initial")]

    operations = [migrations.RunSQL(EVALUATE, migrations.RunSQL.noop)]

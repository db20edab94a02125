from django.db import migrations

RUNNING = r"""
-- How the installation runs, over all organisations. Each figure is silent (0) as long as all is well, and coarse
-- when it is not: the age of what waits would otherwise tell when somebody asked for help.
create function private.running() returns table (name text, value bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    late interval;
    hour constant interval := interval '1 hour';
    day constant interval := interval '1 day';
begin
    select max(now() - greatest(j.scheduled_at, e.at)) into late
        from public.procrastinate_jobs j
        left join lateral (
            select min(at) as at from public.procrastinate_events where job_id = j.id and type = 'deferred'
        ) e on true
        where j.status = 'todo';
    name := 'queue_late_seconds';
    value := greatest(floor(coalesce(extract(epoch from late), 0) / 300) * 300, 0); return next;
    name := 'worker_alive';
    value := (exists(select from public.procrastinate_workers where last_heartbeat > now() - interval '2 minutes'))::int;
    return next;
    name := 'jobs_stalled';
    value := (exists(
        select from public.procrastinate_jobs j left join public.procrastinate_workers w on w.id = j.worker_id
        where j.status = 'doing' and coalesce(w.last_heartbeat, '-infinity') < now() - interval '15 minutes'
    ))::int; return next;
    name := 'sweep_age_seconds';
    value := (select extract(epoch from now()) - max(defer_timestamp) from public.procrastinate_periodic_defers
        where task_name like '%.sweep_all'); return next;
    name := 'night_age_seconds';
    value := (select extract(epoch from now()) - max(defer_timestamp) from public.procrastinate_periodic_defers
        where task_name like '%.night_all'); return next;
    name := 'mail_waiting_hour';
    value := (exists(select from public.mail_outboxmail where state = 'waiting' and posted_at < now() - hour))::int;
    return next;
    name := 'mail_waiting_day';
    value := (exists(select from public.mail_outboxmail where state = 'waiting' and posted_at < now() - day))::int;
    return next;
    name := 'mail_uncertain_hour';
    value := (exists(select from public.mail_outboxmail where state = 'uncertain' and posted_at < now() - hour))::int;
    return next;
    name := 'mail_uncertain_day';
    value := (exists(select from public.mail_outboxmail where state = 'uncertain' and posted_at < now() - day))::int;
    return next;
    name := 'wrapping_late_days';
    value := greatest(
        extract(epoch from now())::bigint / 86400 - 2 - coalesce((select min(epoch) from public.keys_datakey), 2147483647),
        0
    ); return next;
    name := 'database_connections';
    value := (select count(*) from pg_stat_activity where datname = current_database() and usename is not null);
    return next;
    name := 'database_followers';
    value := (select count(*) from pg_stat_replication); return next;
    name := 'database_is_standby';
    value := pg_is_in_recovery()::int; return next;
end $$;
revoke all on function private.running() from public;
grant execute on function private.running() to kring_web;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("keys", "0003_holder"),
        ("mail", "0001_initial"),
    ]
    operations = [migrations.RunSQL(RUNNING, "drop function private.running()")]

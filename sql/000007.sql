-- The queue is the tasks themselves: fair between keys, short work beside long, found without reading what waits.

alter table tasks
  -- Whose turn it is: the API key that submitted it, or the account without one.
  add column queue_key uuid not null default '00000000-0000-0000-0000-000000000000',
  -- 0: has been in work before, goes first. 1: short. 2: long.
  add column rank smallint not null default 2 check (rank between 0 and 2),
  -- Jobs of a queue of its own, which only pointed here.
  drop column job_id;
update tasks set queue_key = account_id where state = 'queued';
drop schema if exists troubadour_jobs cascade;

drop index tasks_live;
create index tasks_queue on tasks (lane, rank, queue_key, available_at) where state = 'queued';

-- Claims up to `places` tasks that are due. `ranks` says which kind of work goes first. Within a rank the keys take
-- turns, beginning behind `after_key`, one task each before any gets a second one; the tasks of a key go in the order of
-- their time. Each look is one probe of the index, so that the cost does not grow with what waits.
create function claim_tasks(wanted_lane text, ranks smallint[], after_key uuid, places integer, worker text)
returns setof tasks
language plpgsql
-- A plan made while the queue was short must not read all of it when it is long.
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
as $$
declare
  wanted smallint;
  current_key uuid;
  next_key uuid;
  is_second_half boolean;
  before_all constant uuid := '00000000-0000-0000-0000-000000000000';
  claimed_in_round integer;
  claimed tasks;
begin
  foreach wanted in array ranks loop
    loop
      claimed_in_round := 0;
      current_key := after_key;
      is_second_half := false;
      while places > 0 loop
        select queue_key into next_key from tasks
         where state = 'queued' and lane = wanted_lane and rank = wanted and queue_key > current_key
         order by queue_key limit 1;
        if next_key is null or (is_second_half and next_key > after_key) then
          exit when is_second_half;
          is_second_half := true;
          current_key := before_all;
          continue;
        end if;
        current_key := next_key;
        update tasks
           set state = 'running', attempt = attempt + 1, worker_id = worker, heartbeat_at = now(),
               started_at = coalesce(started_at, now())
         where id = (
           select id from tasks
            where state = 'queued' and lane = wanted_lane and rank = wanted and queue_key = next_key
              and available_at <= now()
            order by available_at limit 1
              for update skip locked)
        returning * into claimed;
        if found then
          claimed_in_round := claimed_in_round + 1;
          places := places - 1;
          return next claimed;
        end if;
      end loop;
      exit when claimed_in_round = 0 or places = 0;
    end loop;
    exit when places = 0;
  end loop;
end
$$;

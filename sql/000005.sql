-- Sandbox tasks; why a task failed, beside its code; lists of tasks and callbacks.

alter table tasks
  -- Submitted with a sandbox key: performed without the engine, in the light lane.
  add column sandbox boolean not null default false,
  -- Which of the wire's failure states it is; null: its work failed.
  add column error_reason text check (error_reason in ('create', 'moderation', 'callback'));

create index tasks_list on tasks (account_id, created_at desc, id desc);
drop index tasks_account;
create index outbox_events_account on outbox_events (account_id, sequence desc);

-- What waits for a time to come is found without reading what merely waits for its turn.
create index tasks_due on tasks (available_at) where state = 'queued';

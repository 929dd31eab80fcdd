-- Where a task came from, for traces: the W3C trace context of the request that made it.

alter table tasks add column trace_parent text;

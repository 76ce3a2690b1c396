-- Notes that a daemon works. Also the barrier that tells whether commits still get through.
insert into heartbeat (singleton, beat_at) values (true, now())
on conflict (singleton) do update set beat_at = excluded.beat_at

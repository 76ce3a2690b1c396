-- $1 sha256; how often decoding this content was tried, this time included.
insert into decode_attempt (sha256, attempts)
values ($1, 1)
on conflict (sha256) do update set attempts = decode_attempt.attempts + 1, last_at = now()
returning attempts

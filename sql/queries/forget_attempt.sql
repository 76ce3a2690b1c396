-- $1 sha256; takes back the count of a try that came to an end.
update decode_attempt
set attempts = attempts - 1
where sha256 = $1 and attempts > 0

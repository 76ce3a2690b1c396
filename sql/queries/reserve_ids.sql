-- $1 sequence name, $2 how many; the first of a block of ids. Safe under the posting lock only.
select setval($1::text::regclass, nextval($1::text::regclass) + $2 - 1) - $2 + 1

-- $1 sha256; the feed that has this content, or no row.
select id, verdict
from feed
where sha256 = $1

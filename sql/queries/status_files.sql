-- How many files came in, by what they hold and what became of them.
select feed.content, case when arrival.is_duplicate then 'duplicate' else feed.verdict end,
    count(*)
from arrival
join feed on feed.id = arrival.feed_id
group by 1, 2
order by 1, 2

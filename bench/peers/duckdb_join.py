"""The board with DuckDB: duckdb_join.py board|counts REQUESTS RESULTS

`board` makes a table of what the columns and the detail show of each ticket, with its last result; `counts` reads the
id and the status alone. Types are given, which is the fastest way that it has. The furthest status of a ticket is its
last, which holds for logs without damage. Prints the counts by status.
"""
import json
import sys

import duckdb

STATUSES = ("OPEN", "IN_PROGRESS", "DONE", "FAILED")
STEP = "case status when 'IN_PROGRESS' then 1 when 'DONE' then 2 when 'FAILED' then 3 end"
COUNTS = f"""
    with requests as (from read_json($requests, format = 'newline_delimited', columns = {{request_id: 'UUID'}})),
    results as (
      select request_id, max({STEP}) as status
      from read_json($results, format = 'newline_delimited', columns = {{request_id: 'UUID', status: 'VARCHAR'}})
      group by request_id)
    select coalesce(results.status, 0), count(*)
    from requests left join results using (request_id) group by 1
"""
BOARD = f"""
    create table board as
    with requests as (
      from read_json($requests, format = 'newline_delimited', columns = {{request_id: 'UUID', requested_at: 'VARCHAR',
        request_type: 'VARCHAR', payload: 'STRUCT(mode VARCHAR, reason VARCHAR, message_id VARCHAR)',
        trace_id: 'VARCHAR'}})),
    results as (
      select request_id, max({STEP}) as status, arg_max(processed_at, {STEP}) as processed_at,
        arg_max(processor_id, {STEP}) as processor_id, arg_max(message, {STEP}) as message
      from read_json($results, format = 'newline_delimited', columns = {{request_id: 'UUID', processed_at: 'VARCHAR',
        status: 'VARCHAR', processor_id: 'VARCHAR', message: 'VARCHAR'}})
      group by request_id)
    select requests.*, coalesce(results.status, 0) as status, processed_at, processor_id, message
    from requests left join results using (request_id)
"""

keeps, requests, results = sys.argv[1:4]
logs = {"requests": requests, "results": results}
if keeps == "board":
    duckdb.execute(BOARD, logs)
    found = duckdb.execute("select status, count(*) from board group by status")
else:
    found = duckdb.execute(COUNTS, logs)
counts = dict.fromkeys(STATUSES, 0)
for status, count in found.fetchall():
    counts[STATUSES[status]] = count
print(json.dumps(counts))

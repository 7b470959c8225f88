# The counts by status with jq: jq --null-input --compact-output --from-file join.jq REQUESTS RESULTS
reduce inputs as $record ({};
  if $record.schema == "TICKET_REQUEST_V1" then
    (if has($record.request_id) then . else .[$record.request_id] = "OPEN" end)
  else
    .[$record.request_id] as $now
    | if ($now == "OPEN" and $record.status == "IN_PROGRESS")
        or ($now == "IN_PROGRESS" and ($record.status == "DONE" or $record.status == "FAILED"))
      then .[$record.request_id] = $record.status else . end
  end)
| reduce .[] as $status ({"OPEN": 0, "IN_PROGRESS": 0, "DONE": 0, "FAILED": 0}; .[$status] += 1)

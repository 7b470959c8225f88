print("ticket-worker")

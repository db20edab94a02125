"""Mail: an outbox in the database; a message is claimed before it is sent, and never sent twice (decision 27)."""

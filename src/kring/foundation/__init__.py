"""What every context stands on and what knows no domain: database, tenancy, keys, access, audit, mail, jobs."""

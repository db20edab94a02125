"""What who runs Kring can see of it: is it well, how fast is it, what went wrong. Nothing here is about anybody."""

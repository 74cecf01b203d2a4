"""What a session looks like in the terminal."""

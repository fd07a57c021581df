"""What travels: request bodies and answers. Tables are never used for either."""

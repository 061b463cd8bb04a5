"""Published chapters come from the publisher's server into the raw folder."""

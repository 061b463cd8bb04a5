"""What a run leaves behind: Hive-partitioned Parquet, a manifest, and one atomic step from the old state to the new."""

"""What every stage must know alike: places, companies' legal forms. Each module reads the YAML file beside it."""

# Compares what ran with what was allowed to run. Never run by the tests.

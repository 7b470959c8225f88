"""What is measured: a module a case, with `measure(plan)`, which gives the `Section` of the report."""

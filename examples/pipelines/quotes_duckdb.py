"""Who said what in many texts, with DuckDB: Parquet with `id` and `text` in, Parquet with a row a quote out.

    python quotes_duckdb.py IN.parquet OUT.parquet [--model standard|fast|none]
"""

import argparse
import os

import duckdb
import inquit
import numpy as np
import pyarrow as pa


def quotes(texts: pa.ChunkedArray) -> pa.Array:
    """A list of quotes for each text."""
    table = pa.table(inquit.quotes_table(texts, analyzer=analyzer, threads=1))
    # Without ids of their own, documents are called by their numbers.
    documents = table["document_id"].cast(pa.int64())
    starts = np.searchsorted(documents, np.arange(len(texts) + 1))
    rows = table.drop_columns("document_id").to_struct_array()
    return pa.ListArray.from_arrays(pa.array(starts, pa.int32()), rows.combine_chunks())


parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("target")
parser.add_argument("--model", default="standard")
args = parser.parse_args()

# DuckDB's threads share it; the library lets the GIL go while it works.
analyzer = inquit.Analyzer(model=None if args.model == "none" else args.model)
empty = inquit.quotes_table([])
columns = duckdb.sql("select * exclude document_id from empty")
row = duckdb.struct_type(dict(zip(columns.columns, columns.types, strict=True)))
duckdb.create_function("quotes", quotes, ["varchar"], duckdb.list_type(row), type="arrow", null_handling="special")
texts = duckdb.read_parquet(args.source)
table = texts.project("coalesce(id::varchar, '') as document_id, unnest(quotes(text), max_depth := 2)")
table.write_parquet(args.target + ".part")
# A run that was stopped leaves no half of a result.
os.replace(args.target + ".part", args.target)

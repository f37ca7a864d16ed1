"""Who said what in many texts, with polars: Parquet with `id` and `text` in, Parquet with a row a quote out.

    python quotes_polars.py IN.parquet OUT.parquet [--model standard|fast|none]
"""

import argparse
import os

import inquit
import polars as pl


def quotes(rows: pl.DataFrame) -> pl.DataFrame:
    """The quotes of a batch of texts."""
    ids = rows["id"].cast(pl.String).fill_null("")
    return pl.DataFrame(inquit.quotes_table(rows["text"], ids=ids, analyzer=analyzer, threads=1))


parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("target")
parser.add_argument("--model", default="standard")
args = parser.parse_args()

# Threads of polars share it; the library lets the GIL go while it works.
analyzer = inquit.Analyzer(model=None if args.model == "none" else args.model)
schema = pl.DataFrame(inquit.quotes_table([])).schema
# Batches of about equal work, however the file was written.
pl.Config.set_streaming_chunk_size(100)
texts = pl.scan_parquet(args.source).select("id", "text")
texts.map_batches(quotes, schema=schema, streamable=True).sink_parquet(args.target + ".part")
# A run that was stopped leaves no half of a result.
os.replace(args.target + ".part", args.target)

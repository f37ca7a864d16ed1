"""Who said what in many texts: Parquet with `id` and `text` in, Parquet with a row a quote out, no engine, all cores.

    python quotes_alone.py IN.parquet OUT.parquet [--model standard|fast|none]
"""

import argparse
import os

import inquit
import pyarrow as pa
import pyarrow.parquet as pq

parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("target")
parser.add_argument("--model", default="standard")
args = parser.parse_args()

analyzer = inquit.Analyzer(model=None if args.model == "none" else args.model)
schema = pa.schema(inquit.quotes_table([]))
with pq.ParquetFile(args.source) as texts, pq.ParquetWriter(args.target + ".part", schema) as quotes:
    for rows in texts.iter_batches(batch_size=2000, columns=["id", "text"]):
        ids = rows["id"].cast(pa.string()).fill_null("")
        quotes.write_table(pa.table(inquit.quotes_table(rows["text"], ids=ids, analyzer=analyzer)))
# A run that was stopped leaves no half of a result.
os.replace(args.target + ".part", args.target)

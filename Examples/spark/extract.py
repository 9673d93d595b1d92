"""Extracts reports with Spark: `extract.py PROGRAM VOCABULARY LINES OUTPUT [PARTITIONS]`.

LINES holds one report in JSON on each line and OUTPUT is the folder for the answers, both anything that Spark can reach.
Each partition is piped through a process of its own of `entente extract --ndjson`; nothing is shuffled, so that the parts
of OUTPUT in their order are the lines in theirs.
"""

import shlex
import sys

from pyspark.sql import SparkSession


def main():
    program, vocabulary, lines, output = sys.argv[1:5]
    partitions = int(sys.argv[5]) if len(sys.argv) > 5 else None
    spark = SparkSession.builder.appName("entente extract").getOrCreate()
    # 65 says that some line was bad. That line holds its error, so the work is done all the same.
    filter = f"{shlex.quote(program)} extract --ndjson --vocabulary {shlex.quote(vocabulary)} || [ $? = 65 ]"
    command = f"sh -c {shlex.quote(filter)}"
    reports = spark.sparkContext.textFile(lines, minPartitions=partitions)
    reports.pipe(command, checkCode=True).saveAsTextFile(output)
    spark.stop()


main()

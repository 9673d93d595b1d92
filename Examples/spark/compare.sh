#!/usr/bin/env bash
# Spark against one process: the same lines must come out. compare.sh PROGRAM [COUNT]
set -euo pipefail
program=$(realpath "${1:?usage: compare.sh PROGRAM [COUNT]}")
count=${2:-10000}
here=$(dirname "$(realpath "$0")")
vocabulary=$(realpath "$here/../../Config/vocabulary")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A line that is bad makes the filter end with 65.
one_process() { "$program" extract --ndjson --vocabulary "$vocabulary" <"$folder/lines" >"$folder/one" || [ $? = 65 ]; }

python3 "$here/generate.py" "$count" >"$folder/lines"
time one_process
time python3 "$here/extract.py" "$program" "$vocabulary" "file://$folder/lines" "file://$folder/many" 4
cat "$folder"/many/part-* >"$folder/spark"
# The number in an error is that of the line in its partition.
for answers in one spark; do sed -E 's/"error":"line [0-9]+:/"error":"line N:/' "$folder/$answers" >"$folder/$answers.plain"; done
cmp "$folder/one.plain" "$folder/spark.plain"
echo "$(wc -l <"$folder/spark") lines, $(grep -c '"error":' "$folder/spark") of them errors: the same from Spark and from one process."

"""The analyst's record of several reports in one file (report name → what it states), in the form of the fixtures' labels.

Its ids are its own (`p:to-lam`, `org:mps-vn`): people and institutions are named instead. Unlike the labels it has evidence,
by which agreements, roles and commitments are matched as well.
"""


def labels(record):
    names = {}
    for kind in ("people", "institutions", "partners"):
        for item in record[kind]:
            called = [item["name"]] + item.get("aliases", []) + (item.get("abbr") or [])
            names[item["id"]] = [item.get("partner", "")] + called + [item.get("iso3166") or ""]

    def known(identifier):
        return [n for n in names.get(identifier, [identifier]) if n]

    def item(source, **values):
        return {**values, "evidence": source.get("evidence", []) + source.get("statusEvidence", [])}

    def date(value):
        if value is None:
            return None
        return value.get("accept", value.get("edtf"))

    return {
        "class": "seed",
        "partners": [known(p["id"]) for p in record["partners"]],
        "people": [{"name": p["name"], "names": [p["name"]] + p["aliases"]} for p in record["people"]],
        "topics": record["topics"],
        "mentioned": [known(i["id"]) for i in record["institutions"]],
        "frameworks": [[f["name"], f.get("abbr") or f["name"]] for f in record["frameworks"]],
        "dialogues": [
            item(d, kind=d["kind"], level=d["level"], status=d["status"], parties=d["parties"], date=date(d["date"]),
                 **({"ordinal": d["ordinal"]} if "ordinal" in d else {}),
                 **({"format": d["format"]} if "format" in d else {}),
                 place=(d["place"] or {}).get("city"), country=(d["place"] or {}).get("country"),
                 **({"people": [known(p) for p in d["participants"]]} if "participants" in d else {}))
            for d in record["dialogues"]],
        "agreements": [
            item(a, instrument="unspecified" if a["type"] == "legal-document" else a["type"], subject=a["subject"], parties=a["parties"], status=a["status"],
                 date=date(a.get("date")) or (str(a["year"]) if a.get("year") else None), period=a.get("period"),
                 topics=a["topics"])
            for a in record["agreements"]],
        "partnerships": [
            item(p, parties=p["parties"], tier=p["tier"], event=p["event"], date=date(p["date"]))
            for p in record["partnerships"]],
        "roles": [
            item(r, holder=r["holder"], role=r["role"], counterpart=r.get("counterpart"), period=r.get("period"),
                 status=r["status"], conflict=r.get("conflict"))
            for r in record["roles"]],
        "commitments": [
            item(c, actor="joint" if c["actor"] == "joint" else known(c["actor"]), modality=c["modality"],
                 what=c["what"], topics=c["topics"])
            for c in record["commitments"]],
    }

internal import Records

/// One of the ways in which a record is called.
struct NameForm: Sendable, Equatable {
    enum Kind: Sendable {
        case name, id, code, acronym, alias, demonym
    }

    let kind: Kind
    /// As the register has it.
    let text: String

    /// All of a record's, the foremost first; none for types that have no names. A person's family or given name alone,
    /// though an alias, is part of the name.
    static func all(of record: Record) -> [NameForm] {
        var forms: [NameForm] = []
        func add(_ kind: Kind, _ property: String) {
            forms += record.texts(property).map { NameForm(kind: kind, text: $0) }
        }
        add(.name, "name")
        switch record.type {
        case .partner:
            add(record["kind"]?.text == "organisation" ? .acronym : .code, "code")
            add(.code, "alpha3")
        case .institution: add(.acronym, "abbreviations")
        case .framework: add(.acronym, "abbreviation")
        case .person, .topic: break
        default: return []
        }
        let words = record.type == .person ? TextIndex.words(of: record["name"]?.text ?? "") : []
        forms += record.texts("aliases").filter { !words.contains(Folding.fold($0)) }
            .map { NameForm(kind: .alias, text: $0) }
        add(.demonym, "demonyms")
        // Most ids say the name once more.
        if !forms.contains(where: { Folding.slug($0.text) == record.id }) {
            forms.append(NameForm(kind: .id, text: record.id))
        }
        return forms
    }
}

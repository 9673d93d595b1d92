internal import HTTP
internal import Records
internal import Search

/// What `CollectionParameters` and `ItemParameters` read, described.
enum ListParameters {
    /// The filters of a collection and the parameters of a list that go with it.
    /// - Parameters:
    ///   - general: of `CollectionParameters.general`, those that are read.
    ///   - formats: the representations there are.
    static func descriptions(
        of name: CollectionName, in snapshot: Snapshot, general: [String] = CollectionParameters.general,
        formats: [Format] = Format.allCases
    ) -> [ParameterDescription] {
        let collection = snapshot.collection(name)
        let known = CollectionParameters.names(for: collection, general: general)
        let others = CollectionParameters.dates + general
        let words = formats.map(\.rawValue)
        let filters = collection.fields.flatMap { field -> [ParameterDescription] in
            var filters = self.filters(field, in: snapshot, of: collection)
            // The one name that is both a field of dialogues and how an answer is written.
            if general.contains(field.name), case .words(let terms) = filters[0].values {
                filters[0] = ParameterDescription(
                    name: field.name, values: .either(words, or: terms),
                    summary: "\(field.summary); or how the answer is written")
            }
            return filters
        }
        return filters
            + others.filter { other in known.contains(other) && !filters.contains { $0.name == other } }.compactMap {
                description(of: $0, of: collection, formats: words)
            }
    }

    /// Of a single record.
    static func descriptions(ofOne name: CollectionName) -> [ParameterDescription] {
        ItemParameters.names(for: name).map { parameter in
            switch parameter {
            case "fields": fields(of: name)
            case "include": include
            default: .pretty
            }
        }
    }

    private static func filters(
        _ field: CollectionField, in snapshot: Snapshot, of collection: IndexedCollection
    ) -> [ParameterDescription] {
        let values = values(of: field, in: snapshot)
        let example = example(of: field, in: collection)
        return [("", ""), (".all", ": all of them"), (".not", ": none of them; != does the same")].map {
            suffix, meaning in
            ParameterDescription(
                name: field.name + suffix, values: values, summary: field.summary + meaning,
                example: suffix.isEmpty ? example : nil)
        }
    }

    private static func values(of field: CollectionField, in snapshot: Snapshot) -> ParameterDescription.Values {
        switch field.values {
        case .records(let type): .records(type)
        case .terms(let list): .words(snapshot.register.vocabulary.terms.ids(of: list))
        case .series, .texts: .texts
        case .integers: .integers(CollectionParameters.integers)
        case .booleans: .words(["true", "false"])
        case .words(let words): .words(words)
        }
    }

    /// A value that some record has.
    private static func example(of field: CollectionField, in collection: IndexedCollection) -> String? {
        collection.axis(field.name, of: .all(collection.count), limit: 1)?.values.first?.term
    }

    private static func description(
        of name: String, of collection: IndexedCollection, formats: [String]
    ) -> ParameterDescription? {
        switch name {
        case "from": ParameterDescription(name: name, values: .date, summary: "Not wholly before", example: "2010")
        case "to": ParameterDescription(name: name, values: .date, summary: "Not wholly after", example: "2030-12")
        case "q":
            ParameterDescription(
                name: name, values: .text,
                summary: "Words, \"phrases\", prefixes* and -exclusions in the text; OR for either")
        case "sort":
            ParameterDescription(
                name: name, values: .words(collection.sortableFields.flatMap { [$0, "-\($0)"] }),
                summary: "Order; with a hyphen descending. Newest first without it, unknown dates last",
                example: "title")
        case "limit":
            ParameterDescription(
                name: name, values: .integer(1...CollectionParameters.maximumLimit), summary: "Most records on a page",
                standard: String(Query(collection.name).limit))
        case "cursor": ParameterDescription(name: name, values: .text, summary: "The next page, from meta.next")
        case "facets":
            ParameterDescription(
                name: name, values: .words(collection.fields.map(\.name)),
                summary: "Counts of the values of these fields, each without its own filter; in JSON only")
        case "fields": fields(of: collection.name)
        case "include": include
        case "format":
            ParameterDescription(
                name: name, values: .word(formats), summary: "How the answer is written; the Accept field does the same"
            )
        case "pretty": .pretty
        default: nil
        }
    }

    private static func fields(of name: CollectionName) -> ParameterDescription {
        ParameterDescription(
            name: "fields", values: .words(RecordJSON.memberNames(of: name)), summary: "Only these members",
            example: "id,title")
    }

    private static let include = ParameterDescription(
        name: "include", values: .words(Inclusion.allCases.map(\.rawValue)),
        summary: "Embeds the records referred to, each once; in JSON only")
}

extension Resource {
    /// What the query of a request may hold.
    func parameters(in snapshot: Snapshot) -> [ParameterDescription] {
        switch self {
        case .collection(let name), .related(let name, _): ListParameters.descriptions(of: name, in: snapshot)
        case .item(let name): ListParameters.descriptions(ofOne: name)
        case .matrix: MatrixResource.parameters + Self.ofView(CollectionName.allCases, snapshot)
        case .timeline: TimelineResource.parameters + Self.ofView(CollectionName.allCases.filter(\.isDated), snapshot)
        case .graph: GraphResource.parameters + Self.ofView([.dialogues], snapshot, formats: [.json])
        case .vocabularies, .vocabulary: VocabularyResource.parameters
        case .changes:
            ChangesResource.parameters.map { parameter in
                var parameter = parameter
                if parameter.name == "since" { parameter.example = snapshot.generation }
                return parameter
            }
        case .feed: ListParameters.descriptions(of: .dialogues, in: snapshot, general: ["q"])
        case .search: SearchResource.parameters
        case .suggestions: SuggestResource.parameters
        case .match: MatchResource.parameters
        case .extract: ExtractResource.parameters
        case .assistant: AssistantResource.parameters
        case .openAPI: OpenAPIResource.parameters
        case .export, .events, .health, .readiness, .version: []
        }
    }

    /// What goes with a view of some collection: the filters of all that it may be of, with the values that each of them
    /// takes.
    private static func ofView(
        _ names: [CollectionName], _ snapshot: Snapshot, formats: [Format] = Presentation.formats
    ) -> [ParameterDescription] {
        var joined: [ParameterDescription] = []
        for name in names {
            let ones = ListParameters.descriptions(
                of: name, in: snapshot, general: CollectionParameters.generalForViews, formats: formats)
            for one in ones {
                if let known = joined.firstIndex(where: { $0.name == one.name }) {
                    joined[known] = joined[known].joined(with: one)
                } else {
                    // An example is for the collection that is the standard one.
                    joined.append(name == names.first ? one : one.withoutExample)
                }
            }
        }
        return joined
    }
}

extension ParameterDescription {
    fileprivate var withoutExample: ParameterDescription {
        var description = self
        description.example = nil
        return description
    }

    /// What is one of two parameters of the same name.
    fileprivate func joined(with other: ParameterDescription) -> ParameterDescription {
        guard values != other.values else { return self }
        let joined: Values =
            switch (values, other.values) {
            case (.words(let own), .words(let more)): .words(own + more.filter { !own.contains($0) })
            case (.either(let words, let own), .words(let more)):
                .either(words, or: own + more.filter { !own.contains($0) && !words.contains($0) })
            case (.either, .word), (.either, .either): values
            default: .texts
            }
        return ParameterDescription(
            name: name, values: joined,
            summary: summary == other.summary ? summary : "\(summary), or: \(other.summary)",
            isRequired: isRequired, standard: standard)
    }
}

internal import Records

/// The records that others refer to: people, institutions, partners, topics, each with where the report names it.
struct CastRecords {
    private let scene: Scene
    private let vocabulary: Vocabulary

    static func drafts(_ scene: Scene, of drafts: [Draft], vocabulary: Vocabulary) -> [Draft] {
        let records = CastRecords(scene: scene, vocabulary: vocabulary)
        var referenced = Self.references(in: drafts)
        let people = records.people(acting: referenced)
        referenced.formUnion(Self.references(in: people))
        let institutions = records.institutions(referenced, parties: Self.parties(of: drafts))
        referenced.formUnion(Self.references(in: institutions))
        referenced.formUnion(records.organisations(in: drafts))
        // What a known institution belongs to is named with it.
        return people + institutions + records.partners(referenced) + records.topics(drafts)
    }

    private static func references(in drafts: [Draft]) -> Set<String> {
        var ids = Set<String>(minimumCapacity: 4 * drafts.count)
        for draft in drafts {
            Schema.forEachReference(in: draft.values, of: draft.type) { id, _, _ in ids.insert(id) }
            for conflict in draft.conflicts {
                for value in conflict.values {
                    Schema.forEachReference(in: [Member(conflict.property, value.value)], of: draft.type) { id, _, _ in
                        ids.insert(id)
                    }
                }
            }
        }
        return ids
    }

    // MARK: People

    /// Everyone who acts, and who else holds a post on one of the sides. Heads of state and of government are named for
    /// much that they have no part in but their visits.
    private func people(acting: Set<String>) -> [Draft] {
        let partners = acting.filter { vocabulary.type(of: $0) == .partner }
        return scene.cast.people.indices.compactMap { index in
            let person = scene.cast.people[index]
            let id = scene.cast.id(ofPerson: index)
            let isOfSide =
                person.partner.map(partners.contains) == true && person.posts.contains(where: \.isCurrent)
                && (!scene.leadsStateOrGovernment(index) || visits(index))
            guard !id.isEmpty, acting.contains(id) || isOfSide else { return nil }
            return draft(of: person, id: id)
        }
    }

    /// Whether a person's visit is spoken of: what happens on it belongs to it.
    private func visits(_ person: Int) -> Bool {
        scene.cast.references.contains { reference in
            guard reference.target == .person(person), reference.kind == .name || reference.kind == .shortName else {
                return false
            }
            let behind = reference.tokens.upperBound
            return scene.text.matches(in: behind..<min(scene.text.tokens.count, behind + 4)).contains {
                $0.sense.category == .visit && scene.text.value($0) == "visit"
            }
        }
    }

    private func draft(of person: Person, id: String) -> Draft {
        var values = [Member("name", .text(person.name))]
        if !person.aliases.isEmpty { values.append(Member("aliases", .list(person.aliases.map(Value.text)))) }
        let posts = person.posts.filter(\.isCurrent)
        var proofs = posts.map { Proof($0.tokens, .posts) }
        if !posts.isEmpty { values.append(Member("posts", .list(posts.map(value)))) }
        proofs.append(Proof(person.nameTokens, .name))
        var draft = Draft(.person, id: id, values: values, proofs: proofs)
        if let basis = person.partnerBasis {
            draft.certainty = .inferred
            draft.basis = basis
        }
        return draft
    }

    private func value(_ post: Person.Post) -> Value {
        var members = [Member("title", .text(post.title))]
        if let institution = post.institution {
            members.append(Member("institution", .text(scene.cast.institutions[institution].id)))
        }
        if let partner = post.partner { members.append(Member("partner", .text(partner))) }
        if let rank = post.rank { members.append(Member("rank", .text(rank))) }
        return .object(members)
    }

    // MARK: Institutions, partners, topics

    private static func parties(of drafts: [Draft]) -> Set<String> {
        Set(
            drafts.filter { $0.type == .dialogue }.flatMap { draft in
                (draft.values["parties"]?.list ?? []).compactMap { $0["partner"]?.text }
            })
    }

    /// Organisations whose name stands in the words of a topic: `UN peacekeeping missions`.
    private func organisations(in drafts: [Draft]) -> [String] {
        let proofs = drafts.flatMap(\.proofs).filter { $0.supports.contains(.topics) }.map(\.tokens)
        return scene.cast.partners.filter { mention in
            proofs.contains { $0.contains(mention.tokens.lowerBound) }
                && vocabulary.record(mention.partner)?["kind"]?.text == "organisation"
        }.map(\.partner)
    }

    /// Those that act, and the other bodies of the sides that the report names.
    private func institutions(_ referenced: Set<String>, parties: Set<String>) -> [Draft] {
        scene.cast.institutions.filter { institution in
            referenced.contains(institution.id) || institution.partner.map(parties.contains) == true
        }.map { institution in
            var draft = Draft(.institution, id: institution.id, proofs: [Proof(institution.tokens, .id)])
            guard !institution.isKnown else { return draft }
            draft.proofs = [Proof(institution.tokens, [.name, .partner])]
            draft.values.append(Member("name", .text(institution.name)))
            if !institution.abbreviations.isEmpty {
                draft.values.append(Member("abbreviations", .list(institution.abbreviations.map(Value.text))))
            }
            if let partner = institution.partner {
                draft.values.append(Member("partner", .text(partner)))
            } else {
                draft.proofs = [Proof(institution.tokens, .name)]
            }
            return draft
        }
    }

    private func partners(_ referenced: Set<String>) -> [Draft] {
        referenced.filter { vocabulary.type(of: $0) == .partner }.sorted().compactMap { id in
            let mentions = scene.cast.partners.filter { $0.partner == id }
            guard let first = mentions.first(where: { $0.form == .name }) ?? mentions.first else { return nil }
            return Draft(.partner, id: id, proofs: [Proof(first.tokens, .id)])
        }
    }

    /// Where the report first words each topic: those of the records, and what else its exchanges' sentences name.
    private func topics(_ drafts: [Draft]) -> [Draft] {
        guard !drafts.isEmpty else { return [] }
        var order: [String] = []
        var first: [String: Range<Int>] = [:]
        for sentence in scene.document.statements {
            for mention in scene.topics[sentence] where first[mention.topic] == nil {
                first[mention.topic] = mention.tokens
                order.append(mention.topic)
            }
        }
        // A topic that only a framework's name carries has no mention of its own.
        for draft in drafts {
            for value in draft.values["topics"]?.list ?? [] {
                guard let id = value.text, first[id] == nil else { continue }
                first[id] = draft.proofs.first { $0.supports.contains(.topics) }?.tokens
                order.append(id)
            }
        }
        return order.compactMap { id in first[id].map { Draft(.topic, id: id, proofs: [Proof($0, .id)]) } }
    }
}

internal import Records

/// Finds roles of partners in organisations and frameworks: coordinators, chairs, candidates, members.
struct RoleReader {
    let context: OutcomeContext
    private var text: TokenizedReport { context.text }
    private var words: LinkingWords { context.words }
    private var roles: [Role] = []

    private struct Role {
        let holder: String
        let name: String
        var counterpart: String?
        var framework: String?
        var period: RecordDate?
        var count: Int?
        var status: String
        var proofs: [Proof]
        var certainty = Certainty.stated
        var basis: String?
        /// Another period that the report gives, with its proof.
        var conflict: (period: RecordDate, proof: Proof)?
        var periodProof: Proof?
    }

    static func read(_ scene: Scene, _ exchanges: Exchanges) -> [Draft] {
        guard !exchanges.items.isEmpty else { return [] }
        var reader = RoleReader(context: OutcomeContext(scene, exchanges))
        for sentence in scene.document.statements { reader.read(sentence) }
        return reader.roles.map(draft)
    }

    private init(context: OutcomeContext) {
        self.context = context
    }

    private mutating func read(_ sentence: Int) {
        let range = text.sentences[sentence].tokens
        var end = range.lowerBound
        for match in text.matches(in: range) where match.sense.category == .role && match.tokens.lowerBound >= end {
            end = match.tokens.upperBound
            switch text.value(match) {
            case "coordinator", "coordination": readRelations(match, range)
            case "coordinating": readEfforts(match, range)
            case "member": readMembership(match, range)
            case "candidate": readCandidacy(match, range)
            default: end = max(end, readOffice(match, range))
            }
        }
    }

    // MARK: Coordinators

    /// `coordinator of ASEAN-UK and ASEAN-New Zealand relations for the period 2024-2027`: one role for each.
    private mutating func readRelations(_ match: TokenizedReport.Match, _ range: Range<Int>) {
        let window = match.tokens.upperBound..<min(range.upperBound, match.tokens.upperBound + 16)
        guard let preposition = window.first,
            words.isPreposition(text.tokens[preposition].word) || text.tokens[preposition].word == words.between
        else { return }
        var pairs: [(organisation: Range<Int>, partner: PartnerMention)] = []
        var end = preposition
        let partners = Array(context.scene.partners(in: window))
        for (left, right) in zip(partners, partners.dropFirst()) {
            let gap = left.tokens.upperBound..<right.tokens.lowerBound
            guard isOrganisation(left.partner), gap.count == 1, Lexicon.isDash(text.tokens[gap.lowerBound].word) else {
                continue
            }
            pairs.append((left.tokens, right))
            end = right.tokens.upperBound
        }
        guard !pairs.isEmpty,
            let holder = holder(around: match.tokens.lowerBound..<end, range, except: pairs.map(\.partner.partner))
        else { return }
        let hasNoun = end < range.upperBound && text.tokens[end].word == words.relation
        if hasNoun { end += 1 }
        let period = period(behind: end, range)
        let status = status(before: match.tokens.lowerBound, range, otherwise: "current")
        for pair in pairs {
            let name =
                "coordinator of \(text.text(pair.organisation.lowerBound..<pair.partner.tokens.upperBound)) relations"
            if let index = roles.firstIndex(where: {
                $0.holder == holder.partner && $0.counterpart == pair.partner.partner
            }) {
                addConflict(index, period, match.tokens.lowerBound..<end)
                continue
            }
            // "Coordination between A and B" may be that of anyone; a role is told as one of relations.
            guard hasNoun else { continue }
            var role = Role(
                holder: holder.partner, name: name, counterpart: pair.partner.partner, status: status,
                proofs: [
                    Proof(match.tokens.lowerBound..<end, "role", "counterpart", "status"),
                    Proof(holder.tokens, "holder"),
                ])
            setPeriod(&role, period)
            roles.append(role)
        }
    }

    private mutating func addConflict(_ index: Int, _ mention: DateMention?, _ tokens: Range<Int>) {
        guard let mention else { return }
        let period = resolve(mention)
        guard let own = roles[index].period else { return setPeriod(&roles[index], mention) }
        guard period.edtf != nil, period.edtf != own.edtf else { return }
        roles[index].conflict = (period, Proof(mention.tokens, "period"))
    }

    /// `the country coordinating ASEAN efforts in fighting cybercrime`
    private mutating func readEfforts(_ match: TokenizedReport.Match, _ range: Range<Int>) {
        let window = match.tokens.upperBound..<min(range.upperBound, match.tokens.upperBound + 4)
        guard
            let noun = text.matches(in: window).first(where: {
                $0.sense.category == .frameworkNoun && text.value($0) == "efforts"
            }),
            let framework = FrameworkReader(context).efforts(noun, range), let name = framework.name,
            let holder = holder(around: match.tokens, range, except: [])
        else { return }
        roles.append(
            Role(
                holder: holder.partner, name: "coordinator of \(name)", framework: framework.id, status: "current",
                proofs: [
                    Proof(
                        holder.tokens.lowerBound..<framework.tokens.upperBound, "holder", "role", "framework", "status")
                ]))
    }

    // MARK: Chairs

    /// `ASEAN Chair three times`, `chairmanship of the CSTO`, `the CSTO, chaired this year by Kazakhstan`.
    /// - Returns: the end of what was read.
    private mutating func readOffice(_ match: TokenizedReport.Match, _ range: Range<Int>) -> Int {
        var nouns = match.tokens
        var title = text.value(match)
        // "chairmanship or co-chairmanship"
        if nouns.upperBound + 1 < range.upperBound, text.tokens[nouns.upperBound].word == words.or,
            let second = text.match(at: nouns.upperBound + 1, .role)
        {
            title += " or " + text.value(second)
            nouns = nouns.lowerBound..<second.tokens.upperBound
        }
        guard let target = target(of: nouns, title, range) else { return nouns.upperBound }
        let isVerb = text.tokens[nouns.lowerBound].word == words.chaired
        guard
            let holders = holders(
                of: nouns.lowerBound..<max(nouns.upperBound, target.tokens.upperBound), range, isVerb,
                except: target.partner.map { [$0] } ?? [])
        else { return nouns.upperBound }
        let count = count(behind: nouns.upperBound, range)
        var status = status(before: nouns.lowerBound, range, otherwise: "current")
        if count != nil, status == "current" { status = "past" }
        for holder in holders {
            guard !roles.contains(where: { $0.holder == holder.partner && $0.name == target.name }) else { continue }
            let span = min(nouns.lowerBound, target.tokens.lowerBound)..<max(nouns.upperBound, target.tokens.upperBound)
            var role = Role(
                holder: holder.partner, name: target.name, framework: target.framework, count: count?.value,
                status: status,
                proofs: [Proof(span, "role", "status", "framework"), Proof(holder.tokens, "holder")])
            if let count { role.proofs.append(Proof(count.tokens, "count", "status")) }
            setPeriod(&role, period(behind: nouns.lowerBound, range) ?? opening(range))
            roles.append(role)
        }
        return nouns.upperBound
    }

    private struct Target {
        var name: String
        var tokens: Range<Int>
        var framework: String?
        var partner: String?
    }

    /// What is chaired.
    private func target(of nouns: Range<Int>, _ title: String, _ range: Range<Int>) -> Target? {
        // "ASEAN Chair"
        if let before = context.scene.partners(in: max(range.lowerBound, nouns.lowerBound - 8)..<nouns.lowerBound).last,
            before.tokens.upperBound == nouns.lowerBound, isOrganisation(before.partner)
        {
            let name = text.tokens[nouns.lowerBound].shape.contains(.capitalised) ? text.text(nouns) : title
            return Target(name: text.text(before.tokens) + " " + name, tokens: before.tokens, partner: before.partner)
        }
        // "the CSTO, chaired by", "the Bali Process, of which both are co-chairs"
        let left = max(range.lowerBound, nouns.lowerBound - 10)..<nouns.lowerBound
        let links = (left.lowerBound..<nouns.lowerBound).contains { text.tokens[$0].word == words.which }
        if text.tokens[nouns.lowerBound].word == words.chaired || links { return named(in: left, title).map(\.self) }
        let right = nouns.upperBound..<min(range.upperBound, nouns.upperBound + 12)
        guard let first = right.first else { return nil }
        let word = text.tokens[first].word
        guard word == words.of || word == words.inside || word == words.purpose else { return nil }
        return named(in: first..<min(right.upperBound, first + 6), title) ?? crimes(first, title, range)
    }

    private func named(in window: Range<Int>, _ title: String) -> Target? {
        if let framework = text.matches(in: window).last(where: { $0.sense.category == .framework }) {
            return Target(
                name: "\(title) of the \(text.text(framework.tokens))", tokens: framework.tokens,
                framework: text.value(framework))
        }
        if let partner = context.scene.partners(in: window).last(where: { isOrganisation($0.partner) }) {
            return Target(
                name: "\(title) of the \(text.text(partner.tokens))", tokens: partner.tokens, partner: partner.partner)
        }
        return nil
    }

    /// `in the prevention of one of the ten transnational crimes that ASEAN prioritizes`: for one of the ten priority …
    private func crimes(_ preposition: Int, _ title: String, _ range: Range<Int>) -> Target? {
        var index = preposition + 1
        while index < range.upperBound, let wrapper = text.match(at: index, .subjectWrapper) {
            index = wrapper.tokens.upperBound
        }
        guard
            let topic = TopicReader.topics(context.scene.document, in: index..<min(index + 10, range.upperBound)).first,
            (index..<topic.tokens.lowerBound).allSatisfy({
                context.functionWord($0) != nil || context.value(at: $0, .cardinal) != nil
            })
        else { return nil }
        let behind = topic.tokens.upperBound..<min(range.upperBound, topic.tokens.upperBound + 4)
        let priority = text.matches(in: behind).first {
            $0.sense.category == .roleStatus && text.value($0) == "priority"
        }
        let lead = index < topic.tokens.lowerBound ? text.text(index..<topic.tokens.lowerBound) + " " : ""
        return Target(
            name: "\(title) for \(lead)\(priority == nil ? "" : "priority ")\(text.text(topic.tokens))",
            tokens: preposition..<(priority?.tokens.upperBound ?? topic.tokens.upperBound))
    }

    // MARK: Candidates and members

    /// `the candidacy of Algeria for a non-permanent seat on the UN Security Council`
    private mutating func readCandidacy(_ match: TokenizedReport.Match, _ range: Range<Int>) {
        var index = match.tokens.upperBound
        var holder: (partner: String, tokens: Range<Int>)?
        if index + 1 < range.upperBound, text.tokens[index].word == words.of,
            let side = context.scene.partners(in: index + 1..<min(index + 3, range.upperBound)).first
        {
            holder = (side.partner, side.tokens)
            index = side.tokens.upperBound
        }
        let isOpen = index < range.upperBound && text.tokens[index].word == words.purpose
        guard isOpen || text.tokens[index - 1].word == words.purpose else { return }
        if isOpen { index += 1 }
        var end = index
        while end < min(range.upperBound, index + 10),
            !text.tokens[end].shape.contains(.mark) || Lexicon.isDash(text.tokens[end].word),
            context.date(at: end) == nil,
            context.functionWord(end).map({
                ["article", "preposition"].contains($0) && text.tokens[end].word != words.since
            }) ?? true
        {
            end += 1
        }
        while end > index, context.functionWord(end - 1) != nil { end -= 1 }
        while index < end, context.functionWord(index) == "article" { index += 1 }
        guard end > index, let holder = holder ?? self.holder(around: match.tokens.lowerBound..<end, range, except: []),
            !context.scene.partners(in: index..<end).isEmpty
                || text.matches(in: index..<end).contains(where: { $0.sense.category == .institution })
        else { return }
        var role = Role(
            holder: holder.partner, name: "candidate for " + text.text(index..<end), status: "sought",
            proofs: [Proof(match.tokens.lowerBound..<end, "role", "status"), Proof(holder.tokens, "holder")])
        setPeriod(&role, nil)
        roles.append(role)
    }

    /// `nearly 30 years of Vietnam's participation in ASEAN`: a member since about then.
    private mutating func readMembership(_ match: TokenizedReport.Match, _ range: Range<Int>) {
        guard
            let organisation = context.scene.partners(
                in: match.tokens.upperBound..<min(match.tokens.upperBound + 3, range.upperBound)
            ).first,
            isOrganisation(organisation.partner),
            let holder = context.scene.partners(
                in: max(range.lowerBound, match.tokens.lowerBound - 5)..<match.tokens.lowerBound
            ).last,
            let years = text.matches(in: max(range.lowerBound, holder.tokens.lowerBound - 4)..<holder.tokens.lowerBound)
                .first(where: { $0.sense.category == .roleStatus && text.value($0) == "years" }),
            years.tokens.lowerBound > range.lowerBound,
            let number = Int(text.text(years.tokens.lowerBound - 1..<years.tokens.lowerBound)),
            let published = context.scene.resolver.published
        else { return }
        let before = years.tokens.lowerBound - 2
        let isNearly =
            before >= range.lowerBound
            && text.matches(in: before..<before + 1).contains {
                $0.sense.category == .roleStatus && text.value($0) == "nearly"
            }
        let start = isNearly ? before : years.tokens.lowerBound - 1
        let year = published.day.civil.year - number + (isNearly ? 1 : 0)
        guard year > 1800,
            let period = try? RecordDate(
                "\(year)~/..", basis: .bounds, stated: text.text(start..<years.tokens.lowerBound + 1))
        else { return }
        var role = Role(
            holder: holder.partner, name: text.text(organisation.tokens) + " member", period: period, status: "current",
            proofs: [Proof(start..<organisation.tokens.upperBound, "holder", "role", "period", "status")])
        role.certainty = .inferred
        role.basis = "start year counted back from the document's date"
        roles.append(role)
    }

    // MARK: Parts

    private func isOrganisation(_ partner: String) -> Bool {
        let names = text.lexicon.names
        return names.partners.firstIndex(of: partner).map { !names.isState[$0] } ?? false
    }

    /// The state nearest before, else the first behind.
    private func holder(
        around tokens: Range<Int>, _ range: Range<Int>, except: [String]
    ) -> (partner: String, tokens: Range<Int>)? {
        func fits(_ mention: PartnerMention) -> Bool {
            !isOrganisation(mention.partner) && !except.contains(mention.partner)
        }
        let before = context.scene.partners(in: range.lowerBound..<tokens.lowerBound).last(where: fits)
        let mention =
            before
            ?? context.scene.partners(in: tokens.upperBound..<min(range.upperBound, tokens.upperBound + 12)).first(
                where: fits)
        return mention.map { ($0.partner, $0.tokens) }
    }

    /// Who holds an office: `by X` behind a verb; both sides where the text says so.
    private func holders(
        of tokens: Range<Int>, _ range: Range<Int>, _ isVerb: Bool, except: [String]
    ) -> [(partner: String, tokens: Range<Int>)]? {
        let behind = tokens.upperBound..<min(range.upperBound, tokens.upperBound + 6)
        if isVerb, let by = behind.first(where: { text.tokens[$0].word == words.by }) {
            guard let side = context.scene.partners(in: by + 1..<min(by + 4, range.upperBound)).first else {
                return nil
            }
            return [(side.partner, side.tokens)]
        }
        let before = max(range.lowerBound, tokens.lowerBound - 8)..<tokens.upperBound
        if let both = context.scene.references(in: before).last(where: {
            if case .parties = $0.target { true } else { false }
        }),
            let pair = context.pair(at: context.sentence(of: tokens.lowerBound))
        {
            return pair.map { ($0, both.tokens) }
        }
        return holder(around: tokens, range, except: except).map { [$0] }
    }

    private func status(before index: Int, _ range: Range<Int>, otherwise: String) -> String {
        let window = max(range.lowerBound, index - 6)..<index
        return text.matches(in: window).last { match in
            match.sense.category == .roleStatus && ["sought", "completed", "past"].contains(text.value(match))
                && match.tokens.upperBound <= index
        }.map(text.value) ?? otherwise
    }

    /// `three times`
    private func count(behind index: Int, _ range: Range<Int>) -> (value: Int, tokens: Range<Int>)? {
        let window = index..<min(range.upperBound, index + 4)
        guard
            let times = text.matches(in: window).first(where: {
                $0.sense.category == .roleStatus && text.value($0) == "times"
            }),
            times.tokens.lowerBound > index
        else { return nil }
        let before = times.tokens.lowerBound - 1
        let value = context.value(at: before, .cardinal).flatMap { Int($0) } ?? Int(text.text(before..<before + 1))
        return value.map { ($0, index - 1..<times.tokens.upperBound) }
    }

    /// `for the period 2024-2027`, `this year`
    private func period(behind index: Int, _ range: Range<Int>) -> DateMention? {
        context.scene.dates(in: index..<min(range.upperBound, index + 9)).first
    }

    /// `In 2023 Belarus holds …`
    private func opening(_ range: Range<Int>) -> DateMention? {
        context.scene.dates(in: range.lowerBound..<min(range.upperBound, range.lowerBound + 3)).first
    }

    private func resolve(_ mention: DateMention) -> RecordDate {
        context.scene.resolver.resolve(mention, in: text, isAhead: false, previous: nil)
    }

    private func setPeriod(_ role: inout Role, _ mention: DateMention?) {
        guard let mention else { return }
        let period = resolve(mention)
        guard period.edtf != nil else { return }
        role.period = period
        role.periodProof = Proof(mention.tokens, "period")
        role.proofs.append(Proof(mention.tokens, "period"))
    }

    // MARK: Records

    private static func draft(_ role: Role) -> Draft {
        var values = [Member("holder", .text(role.holder)), Member("role", .text(role.name))]
        if let counterpart = role.counterpart { values.append(Member("counterpart", .text(counterpart))) }
        if let framework = role.framework { values.append(Member("framework", .text(framework))) }
        if let period = role.period { values.append(Member("period", .date(period))) }
        if let count = role.count { values.append(Member("count", .integer(count))) }
        values.append(Member("status", .text(role.status)))
        let names = Set(values.map(\.name))
        var draft = Draft(.role, id: "\(role.holder)-\(Folding.slug(role.name))", values: values)
        draft.proofs = role.proofs.map { proof in
            var proof = proof
            proof.supports = proof.supports.filter(names.contains)
            return proof
        }
        draft.certainty = role.certainty
        draft.basis = role.basis
        if let conflict = role.conflict, let period = role.period, let proof = role.periodProof {
            draft.conflicts = [
                DraftConflict(
                    property: "period", values: [(.date(period), [proof]), (.date(conflict.period), [conflict.proof])])
            ]
        }
        return draft
    }
}

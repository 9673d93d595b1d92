internal import Records

/// Finds roles of partners in organisations and frameworks: coordinators, chairs, candidates, members.
struct RoleReader {
    let context: OutcomeContext
    private var text: TokenizedReport { context.text }
    private var words: LinkingWords { context.words }
    private let clause: RoleClause
    private var roles: [Role] = []

    static func read(_ scene: Scene, _ exchanges: Exchanges) -> [Draft] {
        guard !exchanges.items.isEmpty else { return [] }
        var reader = RoleReader(context: OutcomeContext(scene, exchanges))
        for sentence in scene.document.statements { reader.read(sentence) }
        return reader.roles.map { $0.draft() }
    }

    private init(context: OutcomeContext) {
        self.context = context
        clause = RoleClause(context)
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
        for partner in context.scene.partners(in: window) {
            let dash = partner.tokens.lowerBound - 1
            guard dash > preposition, Lexicon.isDash(text.tokens[dash].word),
                let organisation = text.match(at: dash - 1, .partner),
                organisation.tokens.upperBound == dash, context.isOrganisation(text.value(organisation))
            else { continue }
            pairs.append((organisation.tokens, partner))
            end = partner.tokens.upperBound
        }
        guard !pairs.isEmpty,
            let holder = clause.holder(
                around: match.tokens.lowerBound..<end, range, except: pairs.map(\.partner.partner))
        else { return }
        let hasNoun = end < range.upperBound && text.tokens[end].word == words.relation
        if hasNoun { end += 1 }
        let period = clause.period(behind: end, range)
        let status = clause.status(before: match.tokens.lowerBound, range, otherwise: "current")
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
                    Proof(match.tokens.lowerBound..<end, [.role, .counterpart, .status]),
                    Proof(holder.tokens, .holder),
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
        roles[index].conflict = (period, Proof(mention.tokens, .period))
    }

    /// `the country coordinating ASEAN efforts in fighting cybercrime`
    private mutating func readEfforts(_ match: TokenizedReport.Match, _ range: Range<Int>) {
        let window = match.tokens.upperBound..<min(range.upperBound, match.tokens.upperBound + 4)
        guard
            let noun = text.matches(in: window).first(where: {
                $0.sense.category == .frameworkNoun && text.value($0) == "efforts"
            }),
            let framework = FrameworkReader(context).efforts(noun, range), let name = framework.name,
            let holder = clause.holder(around: match.tokens, range, except: [])
        else { return }
        roles.append(
            Role(
                holder: holder.partner, name: "coordinator of \(name)", framework: framework.id, status: "current",
                proofs: [
                    Proof(
                        holder.tokens.lowerBound..<framework.tokens.upperBound, [.holder, .role, .framework, .status])
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
            let holders = clause.holders(
                of: nouns.lowerBound..<max(nouns.upperBound, target.tokens.upperBound), range, isVerb,
                except: target.partner.map { [$0] } ?? [])
        else { return nouns.upperBound }
        let count = clause.count(behind: nouns.upperBound, range)
        var status = clause.status(before: nouns.lowerBound, range, otherwise: "current")
        if count != nil, status == "current" { status = "past" }
        for holder in holders {
            guard !roles.contains(where: { $0.holder == holder.partner && $0.name == target.name }) else { continue }
            let span = min(nouns.lowerBound, target.tokens.lowerBound)..<max(nouns.upperBound, target.tokens.upperBound)
            var role = Role(
                holder: holder.partner, name: target.name, framework: target.framework, count: count?.value,
                status: status,
                proofs: [Proof(span, [.role, .status, .framework]), Proof(holder.tokens, .holder)])
            if let count { role.proofs.append(Proof(count.tokens, [.count, .status])) }
            setPeriod(&role, clause.period(behind: nouns.lowerBound, range) ?? clause.opening(range))
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
            before.tokens.upperBound == nouns.lowerBound, context.isOrganisation(before.partner)
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
            ?? organisation(behind: first, title)
    }

    private func named(in window: Range<Int>, _ title: String) -> Target? {
        if let framework = text.matches(in: window).last(where: { $0.sense.category == .framework }) {
            return Target(
                name: "\(title) of the \(text.text(framework.tokens))", tokens: framework.tokens,
                framework: text.value(framework))
        }
        if let partner = context.scene.partners(in: window).last(where: { context.isOrganisation($0.partner) }) {
            return Target(
                name: "\(title) of the \(text.text(partner.tokens))", tokens: partner.tokens, partner: partner.partner)
        }
        return nil
    }

    /// `the chairmanship of the organisation`: the one named last.
    private func organisation(behind preposition: Int, _ title: String) -> Target? {
        let window = preposition + 1..<min(preposition + 3, text.tokens.count)
        guard
            let noun = text.matches(in: window).first(where: {
                $0.sense.category == .roleStatus && text.value($0) == "organisation"
            }),
            let partner = context.scene.partners(in: max(0, preposition - 60)..<preposition).last(where: {
                context.isOrganisation($0.partner)
            })
        else { return nil }
        return Target(
            name: "\(title) of the \(text.text(partner.tokens))", tokens: preposition..<noun.tokens.upperBound,
            partner: partner.partner)
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
        guard end > index,
            let holder = holder ?? clause.holder(around: match.tokens.lowerBound..<end, range, except: []),
            !context.scene.partners(in: index..<end).isEmpty
                || text.matches(in: index..<end).contains(where: { $0.sense.category == .institution })
        else { return }
        var role = Role(
            holder: holder.partner, name: "candidate for " + text.text(index..<end), status: "sought",
            proofs: [Proof(match.tokens.lowerBound..<end, [.role, .status]), Proof(holder.tokens, .holder)])
        setPeriod(&role, nil)
        roles.append(role)
    }

    /// `nearly 30 years of Vietnam's participation in ASEAN`: a member since about then.
    private mutating func readMembership(_ match: TokenizedReport.Match, _ range: Range<Int>) {
        guard
            let organisation = context.scene.partners(
                in: match.tokens.upperBound..<min(match.tokens.upperBound + 3, range.upperBound)
            ).first,
            context.isOrganisation(organisation.partner),
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
            proofs: [Proof(start..<organisation.tokens.upperBound, [.holder, .role, .period, .status])])
        role.certainty = .inferred
        role.basis = "start year counted back from the document's date"
        roles.append(role)
    }

    // MARK: Periods

    private func resolve(_ mention: DateMention) -> RecordDate {
        context.scene.resolver.resolve(mention, in: text, isAhead: false, previous: nil)
    }

    private func setPeriod(_ role: inout Role, _ mention: DateMention?) {
        guard let mention else { return }
        let period = resolve(mention)
        guard period.edtf != nil else { return }
        role.period = period
        role.periodProof = Proof(mention.tokens, .period)
        role.proofs.append(Proof(mention.tokens, .period))
    }
}

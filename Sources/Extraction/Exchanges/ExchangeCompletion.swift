internal import Records

/// Infers what no clause states: the day of the news, the level of the highest post, the place of the dateline, host and guest.
struct ExchangeCompletion {
    private let scene: Scene
    private var items: [Exchange]
    private let isPast: [Bool]
    private var mainDate: RecordDate?
    private var mainDateTokens: Range<Int>?
    private var text: TokenizedReport { scene.text }

    /// - Returns: the exchanges of the ledger, completed.
    static func complete(_ ledger: ExchangeLedger) -> [Exchange] {
        var completion = ExchangeCompletion(ledger)
        completion.complete()
        return completion.items
    }

    private init(_ ledger: ExchangeLedger) {
        scene = ledger.scene
        items = ledger.items
        isPast = ledger.traits.map(\.isPast)
        mainDate = ledger.mainDate
        mainDateTokens = ledger.mainDateTokens
    }

    private mutating func complete() {
        inferMainDate()
        for index in items.indices {
            inferDate(index)
            inferLevel(index)
            inferPlace(index)
            inferFormat(index)
        }
        for index in items.indices where items[index].level == nil { inheritLevel(index) }
        let isVisit = tellsOfVisit()
        for index in items.indices {
            items[index].parties.sort { $0.partner < $1.partner }
            if isVisit || items[index].kind == "reception" { setSides(index) }
        }
    }

    private func tellsOfVisit() -> Bool {
        scene.document.statements.contains { sentence in
            text.matches(in: text.sentences[sentence].tokens).contains { $0.sense.category == .visit }
        }
    }

    /// Who is at home where two sides meet is the host.
    private mutating func setSides(_ index: Int) {
        let item = items[index]
        guard item.format == "in-person", item.parties.count == 2, let country = item.place?.country,
            let host = item.parties.firstIndex(where: { $0.partner == country })
        else { return }
        items[index].parties[host].side = "host"
        items[index].parties[1 - host].side = "guest"
    }

    /// The day of the news, when no cue's clause states it: the first day of the first sentences.
    private mutating func inferMainDate() {
        guard mainDate == nil else { return }
        let opening = scene.document.statements.filter { scene.document.zones[$0] == .body }.prefix(3)
        for sentence in opening {
            for mention in scene.dates(in: text.sentences[sentence].tokens) {
                let date = scene.resolver.resolve(mention, in: text, isAhead: false, previous: nil)
                guard date.precision == .day, let day = date.earliest else { continue }
                if let published = scene.resolver.published?.day, abs(day.number - published.number) > 10 { continue }
                mainDate = date
                mainDateTokens = mention.tokens
                return
            }
        }
    }

    /// What is told beside the day's exchange without a date of its own happened on that day.
    private mutating func inferDate(_ index: Int) {
        let item = items[index]
        guard item.date.edtf == nil, item.status == "held", let mainDate, !(item.chairs + item.participants).isEmpty,
            !isPast[index]
        else { return }
        items[index].date = mainDate
        if let mainDateTokens { items[index].proofs.append(Proof(mainDateTokens, .date)) }
    }

    /// The highest post that takes part.
    private mutating func inferLevel(_ index: Int) {
        guard items[index].level == nil else { return }
        let people = items[index].chairs + items[index].participants
        guard let highest = people.compactMap(scene.cast.level(ofPerson:)).max(by: { Level.rank($0) < Level.rank($1) })
        else { return }
        items[index].level = highest
        for person in people where scene.cast.level(ofPerson: person) == highest {
            if let post = scene.cast.people[person].posts.first(where: { $0.level == highest }) {
                items[index].proofs.append(Proof(post.tokens, .level))
            }
        }
    }

    /// The other rounds of a series are held at the level of the one that states it.
    private mutating func inheritLevel(_ index: Int) {
        let item = items[index]
        let sibling = items.indices.first { other in
            other != index && items[other].kind == item.kind && items[other].level != nil
                && (item.ordinal != nil || item.status != "held")
                && Set(items[other].partners) == Set(item.partners)
        }
        guard let sibling else { return }
        items[index].level = items[sibling].level
        items[index].proofs += items[sibling].proofs.filter { $0.supports == [.level] }
    }

    /// What the report tells without a place happened where it was filed, unless it happened elsewhere in time.
    private mutating func inferPlace(_ index: Int) {
        let item = items[index]
        guard item.place == nil, item.status == "held", item.format == nil || item.format == "in-person",
            item.kind != "phone-call", !(item.chairs + item.participants).isEmpty,
            item.date.edtf == nil || item.date.edtf == mainDate?.edtf
        else { return }
        if mainDate != nil,
            let main = items.first(where: {
                $0.status == "held" && $0.place?.name != nil && $0.date.edtf == mainDate?.edtf
            }),
            let place = main.place
        {
            items[index].place = place
            items[index].proofs.append(Proof(place.tokens, .place))
        } else if let town = visitedTown(item.partners) {
            items[index].place = town
            items[index].proofs.append(Proof(town.tokens, .place))
        } else if let town = openingTown(item.partners) {
            items[index].place = town
            items[index].proofs.append(Proof(town.tokens, .place))
        } else if let dateline = scene.document.layout.dateline, isVenue(dateline, of: item) {
            items[index].place = PlaceMention(
                tokens: dateline.place, name: text.text(dateline.place), country: dateline.country)
            items[index].proofs.append(Proof(dateline.place, .place))
        }
    }

    /// `during a visit by the police chief to Riyadh`: the host's town, wherever the report was filed.
    private func visitedTown(_ partners: [String]) -> PlaceMention? {
        for sentence in scene.document.statements {
            let range = text.sentences[sentence].tokens
            for visit in text.matches(in: range)
            where visit.sense.category == .visit && text.value(visit) == "visit" {
                let behind = Range.between(visit.tokens.upperBound, min(range.upperBound, visit.tokens.upperBound + 14))
                let town = scene.places(in: behind).first { place in
                    scene.isWord(place.tokens.lowerBound - 1, "to") && place.name != nil
                        && place.country.map(partners.contains) == true
                }
                if let town { return town }
                // "paid a visit to Cuba": somewhere in the country.
                let state = scene.partners(in: behind).first { mention in
                    mention.form == .name && partners.contains(mention.partner)
                        && (scene.isWord(mention.tokens.lowerBound - 1, "to")
                            || mention.tokens.lowerBound == visit.tokens.upperBound)
                }
                if let state, scene.document.layout.dateline?.country != state.partner {
                    return PlaceMention(tokens: state.tokens, name: nil, country: state.partner)
                }
            }
        }
        return nil
    }

    /// The first town in which the opening says that something happens, in a state that takes part; only what is told right
    /// away counts beside a dateline.
    private func openingTown(_ partners: [String]) -> PlaceMention? {
        let body = scene.document.statements.filter { scene.document.zones[$0] == .body }
        let clauses = ClauseReader(scene: scene)
        for sentence in body.prefix(scene.document.layout.dateline == nil ? 5 : 2) {
            let range = text.sentences[sentence].tokens
            let isOfAnotherDay = scene.dates(in: range).contains { mention in
                let date = scene.resolver.resolve(mention, in: text, isAhead: false, previous: mainDate)
                return date.edtf != nil && date.edtf != mainDate?.edtf
            }
            guard !isOfAnotherDay else { continue }
            let town = scene.places(in: range).first { place in
                place.name != nil && place.country.map(partners.contains) == true && clauses.isOccasion(place)
            }
            if let town { return town }
        }
        return nil
    }

    /// Whether a report is filed where its exchange happened: one of the sides is at home there, an organisation meets, or
    /// the body speaks of that state too. An agency also reports what two others say to each other elsewhere.
    private func isVenue(_ dateline: Layout.Dateline, of item: Exchange) -> Bool {
        guard let country = dateline.country, item.partners.count == 2, !item.partners.contains(country) else {
            return true
        }
        return scene.document.statements.contains { sentence in
            let stated = Range.between(
                max(text.sentences[sentence].tokens.lowerBound, scene.document.layout.start),
                text.sentences[sentence].tokens.upperBound)
            return scene.places(in: stated).contains { $0.country == country }
                || scene.partners(in: stated).contains { $0.partner == country }
                || stated.contains { scene.isWord($0, "here") }
        }
    }

    private mutating func inferFormat(_ index: Int) {
        let item = items[index]
        guard item.format == nil else { return }
        let isMet = item.status == "held" && !(item.chairs + item.participants).isEmpty && item.kind != "phone-call"
        items[index].format = isMet && (item.place?.name != nil || isFaceToFace(item)) ? "in-person" : "unspecified"
    }

    /// People of two sides who met did so in person, wherever it was; where some spoke online, others may have.
    private func isFaceToFace(_ item: Exchange) -> Bool {
        !items.contains { $0.format == "online" } && ["meeting", "reception", "working-session"].contains(item.kind)
            && Set((item.chairs + item.participants).compactMap { scene.cast.people[$0].partner }).count >= 2
    }
}

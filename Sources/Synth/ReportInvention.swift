internal import Records

/// Makes up reports of some 3 KB, as agencies write them: one meeting, what was said, and what surrounds it.
struct ReportInvention {
    let world: World
    let seed: UInt64

    func text(_ number: Int) -> String {
        var chance = Chance(seed: seed &* 0x1_0000_0001 &+ UInt64(number))
        let states = world.states.pick(2, &chance)
        let (host, guest) = (states[0], states[1])
        let topics = world.topics.pick(4, &chance).compactMap { world.topicNames[$0] }
        let (minister, visitor) = (world.name(&chance), world.name(&chance))
        let family = visitor.split(separator: " ").last.map(String.init) ?? visitor
        let day = "\(Int.random(in: 1...28, using: &chance)) \(Self.months.randomElement(using: &chance) ?? "")"
        let year = world.years.pick(&chance)
        var paragraphs = [
            "\(host.name), \(guest.name) step up work against \(topics[0])",
            "\(host.capital), \(day) \(year) – \(host.demonym) Interior Minister \(minister) received "
                + "\(guest.demonym) Interior Minister \(visitor) in \(host.capital) on \(day).",
            "The two ministers discussed \(topics[0]), \(topics[1]) and \(topics[2]), which both called a shared concern.",
            "They signed a memorandum of understanding on \(topics[1]) after the talks.",
            "\(minister) proposed that both sides exchange information on \(topics[2]) more often and hold the dialogue "
                + "each year.",
            "\(family) thanked the host and said that \(guest.name) wished to train officers together.",
            "Both sides agreed to strengthen cooperation against \(topics[3]) and to support each other at "
                + "international forums.",
        ]
        while paragraphs.reduce(0, { $0 + $1.utf8.count + 2 }) < Self.size {
            paragraphs.append(Self.background(host, guest, &chance))
        }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    private static let size = 2900
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static func background(_ host: World.State, _ guest: World.State, _ chance: inout Chance) -> String {
        let lines = [
            "\(guest.name) and \(host.name) have worked together for \(Int.random(in: 5...60, using: &chance)) years, and "
                + "officials of both describe the relations as close.",
            "The delegation of \(guest.name) also visited a training centre outside \(host.capital), where it was shown "
                + "how cases are handled.",
            "Earlier rounds had dealt with the same questions, and some of what was agreed then has been carried out.",
            "Trade between the two came to \(Int.random(in: 1...90, using: &chance)) billion dollars last year, which neither "
                + "government calls enough.",
            "On the same day a delegation of farmers from \(guest.name) opened an exhibition in \(host.capital), which "
                + "\(Int.random(in: 2...90, using: &chance)),000 people are expected to see.",
            "Observers in \(guest.capital) expect that much will depend on how quickly the offices on both sides answer "
                + "each other's requests.",
        ]
        return lines.randomElement(using: &chance) ?? ""
    }
}

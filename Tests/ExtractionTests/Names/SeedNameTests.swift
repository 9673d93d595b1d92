import Foundation
import Testing

@testable import Extraction

/// The reports behind the register files that ship; they are no part of the project.
private let reports = ProcessInfo.processInfo.environment["ENTENTE_REPORTS"].map { URL(fileURLWithPath: $0) }

@Suite("Names of the shipped reports", .enabled(if: reports != nil))
struct SeedNameTests {
    private struct SeedFile: Decodable {
        let records: [SeedRecord]
    }

    private struct SeedRecord: Decodable {
        let id: String
        let type: String
        let name: String?
        let aliases: [String]?
        let posts: [SeedPost]?
    }

    private struct SeedPost: Decodable, Hashable {
        let title: String
        let institution: String?
        let partner: String?
        let rank: String?
    }

    private static let stems = [
        "000_808243776a2666e3", "001_58c2dca475975027", "002_dd764efcf3d52f82", "003_555434740bb58f88",
        "004_c31d569dee40897e",
    ]

    @Test("People, their posts and other names, and institutions are those of the register files", arguments: stems)
    func people(stem: String) throws {
        let folder = try #require(reports)
        let cast = NameReader.read(try NameFixture.laidOut(folder.appending(path: "\(stem).txt"))).cast
        let file = NameFixture.root.appending(path: "Config/seeds/\(stem).json")
        let records = try JSONDecoder().decode(SeedFile.self, from: Data(contentsOf: file)).records
        let people = records.filter { $0.type == "person" }
        #expect(Set(cast.people.map(\.name)) == Set(people.compactMap(\.name)))
        for person in cast.people {
            let expected = try #require(people.first { $0.name == person.name })
            #expect(person.aliases == expected.aliases ?? [])
            let posts = person.posts.map { post in
                SeedPost(
                    title: post.title, institution: post.institution.map { cast.institutions[$0].id },
                    partner: post.partner, rank: post.rank)
            }
            #expect(Set(posts) == Set(expected.posts ?? []))
        }
        let institutions = records.filter { $0.type == "institution" }.map(\.id)
        #expect(Set(institutions).isSubset(of: cast.institutions.map(\.id)))
    }
}

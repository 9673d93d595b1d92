/// One document and the records it states, as a register file holds them (format version 1).
package struct RegisterFile: Sendable {
    /// The name the file was read under, for messages.
    package let file: String
    /// Of type `document`; its `review` holds for all records that state none of their own.
    package let document: Record
    /// In the order of the file; titles, series, the days of dates in posts and other derived values are not set.
    package let records: [Record]

    package static let version = 1

    /// For a file that is yet to be written: the document states all of the records, and its review is theirs.
    package init(file: String, document: Record, records: [Record]) {
        var document = document
        document.documents = [document.id]
        self.file = file
        self.document = document
        var records = records
        for index in records.indices {
            records[index].documents = document.documents
            records[index].review = document.review
        }
        self.records = records
    }

    /// Reads and checks one register file. References to other records are checked by `Register`, which knows them all.
    package init(_ bytes: [UInt8], file: String, vocabulary: Vocabulary) throws(Diagnostics) {
        let root: JSONNode
        do {
            root = try JSONReader.read(bytes, file: file)
        } catch {
            throw Diagnostics([error])
        }
        var decoder = RegisterFileDecoder(file: file, vocabulary: vocabulary)
        let content = decoder.decode(root)
        guard let content, decoder.fields.diagnostics.isEmpty else {
            throw Diagnostics(decoder.fields.diagnostics)
        }
        self.file = file
        document = content.document
        records = content.records
    }
}

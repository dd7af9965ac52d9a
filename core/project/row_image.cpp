// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/row_image.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/files.h"
#include "core/project/schema.h"

namespace timbre::detail {

namespace {

/// A value out of an image; owns its bytes.
struct Literal {
    enum class Kind { Null, Integer, Real, Text, Blob } kind = Kind::Null;
    std::int64_t integer = 0;
    double real = 0.0;
    std::string bytes{};

    [[nodiscard]] SqlValue value() const {
        switch (kind) {
            case Kind::Integer:
                return integer;
            case Kind::Real:
                return real;
            case Kind::Text:
                return bytes;
            case Kind::Blob:
                return SqlBlob{bytes};
            case Kind::Null:
                break;
        }
        return nullptr;
    }
};

std::optional<Literal> parseQuoted(std::string_view text) {
    Literal literal{.kind = Literal::Kind::Text};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\'' && (++i == text.size() || text[i] != '\'')) {
            return std::nullopt;
        }
        literal.bytes += text[i];
    }
    return literal;
}

std::optional<Literal> parseBlob(std::string_view digits) {
    Literal literal{.kind = Literal::Kind::Blob};
    if (digits.size() % 2 != 0) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        unsigned value = 0;
        const char* end = digits.data() + i + 2;
        if (std::from_chars(digits.data() + i, end, value, 16).ptr != end) {
            return std::nullopt;
        }
        literal.bytes += static_cast<char>(value);
    }
    return literal;
}

std::optional<Literal> parseNumber(std::string_view text) {
    Literal literal{.kind = Literal::Kind::Integer};
    const char* end = text.data() + text.size();
    const auto whole = std::from_chars(text.data(), end, literal.integer);
    if (whole.ec == std::errc{} && whole.ptr == end) {
        return literal;
    }
    literal.kind = Literal::Kind::Real;
    const auto real = std::from_chars(text.data(), end, literal.real);
    return real.ec == std::errc{} && real.ptr == end ? std::optional(literal) : std::nullopt;
}

/// What SQLite's quote() wrote.
std::optional<Literal> parseLiteral(std::string_view text) {
    if (text == "NULL") {
        return Literal{};
    }
    if (text.size() >= 2 && text.starts_with('\'') && text.ends_with('\'')) {
        return parseQuoted(text.substr(1, text.size() - 2));
    }
    if (text.size() >= 3 && text.starts_with("X'") && text.ends_with('\'')) {
        return parseBlob(text.substr(2, text.size() - 3));
    }
    return parseNumber(text);
}

using Values = std::vector<std::pair<std::string, Literal>>;

tl::unexpected<Error> damaged(const Database& database) {
    return fail(ErrorCode::Corrupt, "the undo history of " + displayPath(database.path()) + " is damaged",
                "Go on working; this step cannot be undone.");
}

Result<Values> parseImage(const Database& database, const RowPlace& place, const std::string& image) {
    const nlohmann::json object = nlohmann::json::parse(image, nullptr, false);
    if (!object.is_object()) {
        return damaged(database);
    }
    Values values;
    for (const auto& [name, text] : object.items()) {
        const bool known = std::ranges::find(place.columns, name) != place.columns.end();
        auto literal = known && text.is_string() ? parseLiteral(text.get_ref<const std::string&>()) : std::nullopt;
        if (!literal) {
            return damaged(database);
        }
        values.emplace_back(name, std::move(*literal));
    }
    return values;
}

/// Runs a statement that must change exactly one row.
Result<void> changeOne(Database& database, const std::string& sql, const std::vector<SqlValue>& values) {
    const auto changed = database.run(sql, values);
    if (!changed) {
        const ErrorCode code = changed.error().code;
        const bool misfit = code == ErrorCode::AlreadyExists || code == ErrorCode::InvalidInput;
        return misfit ? Result<void>(damaged(database)) : tl::unexpected(changed.error());
    }
    return *changed == 1 ? Result<void>{} : damaged(database);
}

/// A string constant of SQL.
std::string sqlText(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c;
        if (c == '\'') {
            quoted += c;
        }
    }
    return quoted + "'";
}

}  // namespace

Result<std::string> rowImage(Database& database, const RowPlace& place) {
    std::string list;
    for (const std::string& column : place.columns) {
        list += (list.empty() ? "quote(" : ", quote(") + quotedName(column) + ")";
    }
    std::optional<std::string> image;
    auto done = database.query("SELECT " + list + " FROM " + quotedName(place.table) + " WHERE id = ?", {place.id},
                               [&](const SqlRow& row) {
                                   nlohmann::json object = nlohmann::json::object();
                                   for (std::size_t i = 0; i < place.columns.size(); ++i) {
                                       object[place.columns[i]] = row.text(static_cast<int>(i));
                                   }
                                   image = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
                               });
    if (!done) {
        return tl::unexpected(done.error());
    }
    if (!image) {
        return damaged(database);
    }
    return *image;
}

Result<void> insertRow(Database& database, const RowPlace& place, const std::string& image) {
    const auto values = parseImage(database, place, image);
    if (!values) {
        return tl::unexpected(values.error());
    }
    std::string names;
    std::string marks;
    std::vector<SqlValue> bound;
    for (const auto& [name, literal] : *values) {
        names += (names.empty() ? "" : ", ") + quotedName(name);
        marks += marks.empty() ? "?" : ", ?";
        bound.push_back(literal.value());
    }
    return changeOne(database, "INSERT INTO " + quotedName(place.table) + "(" + names + ") VALUES(" + marks + ")",
                     bound);
}

Result<void> updateRow(Database& database, const RowPlace& place, const std::string& image) {
    const auto values = parseImage(database, place, image);
    if (!values || values->empty()) {
        return values ? Result<void>(damaged(database)) : tl::unexpected(values.error());
    }
    std::string assignments;
    std::vector<SqlValue> bound;
    for (const auto& [name, literal] : *values) {
        assignments += (assignments.empty() ? "" : ", ") + quotedName(name) + " = ?";
        bound.push_back(literal.value());
    }
    bound.emplace_back(place.id);
    return changeOne(database, "UPDATE " + quotedName(place.table) + " SET " + assignments + " WHERE id = ?", bound);
}

Result<void> deleteRow(Database& database, const RowPlace& place) {
    return changeOne(database, "DELETE FROM " + quotedName(place.table) + " WHERE id = ?", {place.id});
}

std::string imageExpression(const std::vector<std::string>& columns, const std::string& row,
                            const std::string& otherThan) {
    std::string parts;
    for (const std::string& column : columns) {
        const std::string name = quotedName(column);
        const std::string key = sqlText("," + nlohmann::json(column).dump() + ":");
        const std::string pair = key + " || json_quote(quote(" + row + "." + name + "))";
        parts += parts.empty() ? "" : " || ";
        parts += otherThan.empty() ? pair
                                   : "CASE WHEN " + row + "." + name + " IS NOT " + otherThan + "." + name + " THEN " +
                                         pair + " ELSE '' END";
    }
    return "'{' || substr(" + parts + ", 2) || '}'";
}

}  // namespace timbre::detail

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace timbre::nets {

/// Someone else's row-major float matrix, or some rows of one.
struct ConstRows {
    const float* data = nullptr;
    std::int64_t rows = 0;
    std::int64_t columns = 0;

    [[nodiscard]] ConstRows part(std::int64_t first, std::int64_t count) const {
        return {data + first * columns, count, columns};
    }
};

struct Rows {
    float* data = nullptr;
    std::int64_t rows = 0;
    std::int64_t columns = 0;

    [[nodiscard]] Rows part(std::int64_t first, std::int64_t count) const {
        return {data + first * columns, count, columns};
    }
    operator ConstRows() const { return {data, rows, columns}; }  // NOLINT(google-explicit-constructor): read-only view
};

/// Matrix products of one backend. Thread: any, several at once.
class Products {
  public:
    virtual ~Products() = default;
    /// into += a * b
    virtual void add(Rows into, ConstRows a, ConstRows b) const = 0;
    /// into = a * transposed(b)
    virtual void setWithTransposed(Rows into, ConstRows a, ConstRows b) const = 0;
    /// into += a * transposed(b)
    virtual void addWithTransposed(Rows into, ConstRows a, ConstRows b) const = 0;
    /// into += transposed(a) * b
    virtual void addTransposed(Rows into, ConstRows a, ConstRows b) const = 0;
};

/// Plain loops that need no torch: speaking with a finished voice then starts a third of a second sooner, and a number
/// is the same on every processor. Training, which is a thousand times the work, takes torch's.
const Products& plainProducts();

}  // namespace timbre::nets

// SPDX-License-Identifier: GPL-3.0-or-later
// How a unit database is stored: plain float tensors. Whole numbers stay below 2^24, which float32 holds exactly.
#include <algorithm>
#include <cmath>
#include <string>

#include "core/engine/engines/instant/unit_db.h"

namespace timbre::instant {
namespace {

constexpr std::size_t kHeadWidth = 5;  // sample rate, median ln F0, its deviation, output gain, speech RMS
constexpr std::size_t kUnitWidth = 16;
constexpr std::size_t kExtentWidth = 3;  // samples, frames and marks of a recording
constexpr float kLargestExactInteger = 16'777'216.0F;

tl::unexpected<Error> corrupt(const std::string& tensor, const std::string& what) {
    return fail(ErrorCode::Corrupt, "tensor units." + tensor + " " + what,
                "The voice file is damaged; make the voice again");
}

FloatTensor tensorOf(const Matrix& matrix) {
    return {.shape = {static_cast<std::int64_t>(matrix.rows()), static_cast<std::int64_t>(matrix.cols())},
            .values = {matrix.values().begin(), matrix.values().end()}};
}

FloatTensor tensorOf(std::vector<float> values) {
    const auto size = static_cast<std::int64_t>(values.size());
    return {.shape = {size}, .values = std::move(values)};
}

void writeUnit(const Unit& unit, std::span<float> row) {
    const std::array<float, kUnitWidth> values{static_cast<float>(unit.recording),
                                               static_cast<float>(unit.beginFrame),
                                               static_cast<float>(unit.endFrame),
                                               static_cast<float>(unit.phone),
                                               static_cast<float>(unit.left),
                                               static_cast<float>(unit.right),
                                               unit.second ? 1.0F : 0.0F,
                                               unit.stressed ? 1.0F : 0.0F,
                                               unit.phraseFinal ? 1.0F : 0.0F,
                                               unit.phraseInitial ? 1.0F : 0.0F,
                                               unit.logF0,
                                               unit.logF0Begin,
                                               unit.logF0End,
                                               unit.levelBegin,
                                               unit.levelEnd,
                                               unit.outlier};
    std::ranges::copy(values, row.begin());
}

Unit readUnit(std::span<const float> row) {
    return {.recording = static_cast<std::int32_t>(row[0]),
            .beginFrame = static_cast<std::int32_t>(row[1]),
            .endFrame = static_cast<std::int32_t>(row[2]),
            .phone = static_cast<PhoneId>(row[3]),
            .left = static_cast<PhoneId>(row[4]),
            .right = static_cast<PhoneId>(row[5]),
            .second = row[6] != 0.0F,
            .stressed = row[7] != 0.0F,
            .phraseFinal = row[8] != 0.0F,
            .phraseInitial = row[9] != 0.0F,
            .logF0 = row[10],
            .logF0Begin = row[11],
            .logF0End = row[12],
            .levelBegin = row[13],
            .levelEnd = row[14],
            .outlier = row[15]};
}

/// Before any cast: whole numbers where ids and counts belong, so that a damaged file cannot point outside.
bool isCount(float value, float limit) { return value >= 0.0F && value < limit && value == std::floor(value); }

bool unitFits(std::span<const float> row, const std::vector<UnitRecording>& recordings, std::size_t phoneCount) {
    if (!isCount(row[0], static_cast<float>(recordings.size())))
        return false;
    const auto frames = static_cast<float>(recordings[static_cast<std::size_t>(row[0])].f0Hz.size());
    const bool range = isCount(row[1], frames) && isCount(row[2], frames + 1.0F) && row[1] < row[2];
    const auto phones = static_cast<float>(phoneCount);
    return range && isCount(row[3], phones) && isCount(row[4], phones) && isCount(row[5], phones);
}

/// The tensors of one file by name, with the shape each must have.
class Reader {
  public:
    explicit Reader(const TensorFile& file) : file_(file) {}

    Result<std::span<const float>> vector(const std::string& name, std::int64_t size = -1) const {
        const std::array<std::int64_t, 1> shape{size};
        return values(name, shape);
    }

    Result<Matrix> matrix(const std::string& name, std::int64_t rows, std::size_t columns) const {
        const std::array<std::int64_t, 2> shape{rows, static_cast<std::int64_t>(columns)};
        const auto found = values(name, shape);
        if (!found)
            return tl::unexpected(found.error());
        Matrix result(found->size() / columns, columns);
        std::ranges::copy(*found, result.values().begin());
        return result;
    }

  private:
    Result<std::span<const float>> values(const std::string& name, std::span<const std::int64_t> shape) const {
        const auto found = file_.find("units." + name, shape);
        if (!found)
            return tl::unexpected(found.error());
        const std::span<const float> span((*found)->values);
        if (!std::ranges::all_of(span, [](float value) { return std::isfinite(value); })) {
            return corrupt(name, "holds values that are not numbers");
        }
        return span;
    }

    const TensorFile& file_;
};

Result<std::vector<UnitRecording>> readRecordings(const Reader& reader) {
    const auto extents = reader.matrix("recordings", -1, kExtentWidth);
    if (!extents)
        return tl::unexpected(extents.error());
    std::array<std::size_t, kExtentWidth> totals{};
    for (std::size_t i = 0; i < extents->rows(); ++i) {
        for (std::size_t k = 0; k < kExtentWidth; ++k) {
            if (!isCount((*extents)(i, k), kLargestExactInteger))
                return corrupt("recordings", "holds impossible lengths");
            totals[k] += static_cast<std::size_t>((*extents)(i, k));
        }
        if ((*extents)(i, 1) < 1.0F)
            return corrupt("recordings", "holds a recording without frames");
    }
    const auto samples = reader.vector("samples", static_cast<std::int64_t>(totals[0]));
    if (!samples)
        return tl::unexpected(samples.error());
    const auto f0 = reader.vector("f0", static_cast<std::int64_t>(totals[1]));
    if (!f0)
        return tl::unexpected(f0.error());
    const auto marks = reader.vector("marks", static_cast<std::int64_t>(totals[2]));
    if (!marks)
        return tl::unexpected(marks.error());
    const auto cepstrum = reader.matrix("cepstrum", static_cast<std::int64_t>(totals[1]), kFilterOrder);
    if (!cepstrum)
        return tl::unexpected(cepstrum.error());
    if (!std::ranges::all_of(*f0, [](float value) { return value >= 0.0F && value < 2000.0F; }))
        return corrupt("f0", "is not a pitch in Hz");

    std::vector<UnitRecording> recordings(extents->rows());
    std::array<std::size_t, kExtentWidth> at{};
    for (std::size_t i = 0; i < recordings.size(); ++i) {
        const auto length = [&](std::size_t k) { return static_cast<std::size_t>((*extents)(i, k)); };
        const auto copy = [&](std::span<const float> from, std::size_t k, std::vector<float>& to) {
            const auto part = from.subspan(at[k], length(k));
            to.assign(part.begin(), part.end());
        };
        copy(*samples, 0, recordings[i].samples);
        copy(*f0, 1, recordings[i].f0Hz);
        copy(*marks, 2, recordings[i].marks);
        if (!std::ranges::is_sorted(recordings[i].marks))
            return corrupt("marks", "is not in order");
        recordings[i].cepstrum = Matrix(length(1), kFilterOrder);
        const auto rows = cepstrum->values().subspan(at[1] * kFilterOrder, length(1) * kFilterOrder);
        std::ranges::copy(rows, recordings[i].cepstrum.values().begin());
        for (std::size_t k = 0; k < kExtentWidth; ++k)
            at[k] += length(k);
    }
    return recordings;
}

/// Voices of languages without tones store none.
Result<void> readTones(const Reader& reader, const TensorFile& file, std::vector<Unit>& units) {
    if (!file.tensors.contains("units.tone"))
        return {};
    const auto tones = reader.vector("tone", std::ssize(units));
    if (!tones)
        return tl::unexpected(tones.error());
    for (std::size_t id = 0; id < units.size(); ++id) {
        constexpr float kTones = 6.0F;
        if (!isCount((*tones)[id], kTones))
            return corrupt("tone", "holds a tone that there is not");
        units[id].tone = static_cast<std::uint8_t>((*tones)[id]);
    }
    return {};
}

}  // namespace

void UnitDatabase::toTensors(TensorFile& file) const {
    file.tensors["units.head"] = tensorOf(
        std::vector<float>{static_cast<float>(sampleRateHz_), medianLogF0_, logF0Deviation_, outputGain_, speechRms_});
    Matrix table(units_.size(), kUnitWidth);
    for (std::size_t id = 0; id < units_.size(); ++id)
        writeUnit(units_[id], table.row(id));
    file.tensors["units.table"] = tensorOf(table);
    if (std::ranges::any_of(units_, [](const Unit& unit) { return unit.tone != 0; })) {
        std::vector<float> tones(units_.size());
        std::ranges::transform(units_, tones.begin(), [](const Unit& unit) { return static_cast<float>(unit.tone); });
        file.tensors["units.tone"] = tensorOf(std::move(tones));
    }
    file.tensors["units.shapes"] = tensorOf(shapes_);
    file.tensors["units.shape_scale"] = tensorOf(shapeScale_);
    file.tensors["units.join_begin"] = tensorOf(joinBegin_);
    file.tensors["units.join_end"] = tensorOf(joinEnd_);

    Matrix extents(recordings_.size(), kExtentWidth);
    std::vector<float> samples;
    std::vector<float> f0;
    std::vector<float> marks;
    std::vector<float> cepstrum;
    for (std::size_t i = 0; i < recordings_.size(); ++i) {
        const UnitRecording& recording = recordings_[i];
        extents(i, 0) = static_cast<float>(recording.samples.size());
        extents(i, 1) = static_cast<float>(recording.f0Hz.size());
        extents(i, 2) = static_cast<float>(recording.marks.size());
        samples.insert(samples.end(), recording.samples.begin(), recording.samples.end());
        f0.insert(f0.end(), recording.f0Hz.begin(), recording.f0Hz.end());
        marks.insert(marks.end(), recording.marks.begin(), recording.marks.end());
        cepstrum.insert(cepstrum.end(), recording.cepstrum.values().begin(), recording.cepstrum.values().end());
    }
    const auto frames = static_cast<std::int64_t>(f0.size());
    file.tensors["units.recordings"] = tensorOf(extents);
    file.tensors["units.samples"] = tensorOf(std::move(samples));
    file.tensors["units.f0"] = tensorOf(std::move(f0));
    file.tensors["units.marks"] = tensorOf(std::move(marks));
    file.tensors["units.cepstrum"] = {.shape = {frames, static_cast<std::int64_t>(kFilterOrder)},
                                      .values = std::move(cepstrum)};
}

Result<UnitDatabase> UnitDatabase::fromTensors(const TensorFile& file, const PhoneSet& phones) {
    const Reader reader(file);
    UnitDatabase database;
    database.phones_ = &phones;
    const auto head = reader.vector("head", kHeadWidth);
    if (!head)
        return tl::unexpected(head.error());
    if (!isCount((*head)[0], 1e6F) || (*head)[0] < 8000.0F)
        return corrupt("head", "names an impossible sample rate");
    database.sampleRateHz_ = static_cast<int>((*head)[0]);
    database.medianLogF0_ = (*head)[1];
    database.logF0Deviation_ = (*head)[2];
    database.outputGain_ = (*head)[3];
    database.speechRms_ = (*head)[4];
    auto recordings = readRecordings(reader);
    if (!recordings)
        return tl::unexpected(recordings.error());
    database.recordings_ = std::move(*recordings);

    const auto table = reader.matrix("table", -1, kUnitWidth);
    if (!table)
        return tl::unexpected(table.error());
    for (std::size_t id = 0; id < table->rows(); ++id) {
        if (!unitFits(table->row(id), database.recordings_, phones.size()))
            return corrupt("table", "has a unit outside its recording");
        database.units_.push_back(readUnit(table->row(id)));
    }
    const auto count = static_cast<std::int64_t>(table->rows());
    if (auto read = readTones(reader, file, database.units_); !read)
        return tl::unexpected(read.error());
    const auto scale = reader.vector("shape_scale", kShapeOrder);
    if (!scale)
        return tl::unexpected(scale.error());
    database.shapeScale_.assign(scale->begin(), scale->end());
    if (!std::ranges::all_of(database.shapeScale_, [](float value) { return value > 0.0F; }))
        return corrupt("shape_scale", "is not positive");
    auto shapes = reader.matrix("shapes", count, kShapeWidth);
    if (!shapes)
        return tl::unexpected(shapes.error());
    auto joinBegin = reader.matrix("join_begin", count, kShapeOrder);
    if (!joinBegin)
        return tl::unexpected(joinBegin.error());
    auto joinEnd = reader.matrix("join_end", count, kShapeOrder);
    if (!joinEnd)
        return tl::unexpected(joinEnd.error());
    database.shapes_ = std::move(*shapes);
    database.joinBegin_ = std::move(*joinBegin);
    database.joinEnd_ = std::move(*joinEnd);
    database.index();
    return database;
}

}  // namespace timbre::instant

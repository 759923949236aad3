/*
 * The loops of packages/engine/replay in C: the same columns, the same flat tables, the same rules, with nothing between
 * them and the machine. replay-c.ts writes the tables, compiles this file and compares. Timers of overdue decisions are left
 * out: the agreement that is benched gives overdue leads to somebody else and recycles none.
 *
 * Arguments: the file of tables. Commands on standard input, one a line: `run THREADS`, `sum THREADS`, `dump FILE`, `end`.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

enum { VISITOR, LEAD, MQL, SAL, SQL, OPPORTUNITY, CUSTOMER, ADVOCATE, RECYCLED, DISQUALIFIED };
enum { FACTS = 1, KNOWN = 2, ACTS = 4, TAKES_BACK = 8, POURS = 16, COUNTS = 32, SETTLES = 7, KIND_SHIFT = 6 };
enum { NONE, TAKE_UP, SEND_BACK, REINSTATE, OPEN_OPPORTUNITY, WIN, LOSE, REFER };
enum { FACT, DID, METER, SCORE, ALL, ANY, NOT };
enum { BY_NOBODY, BY_FACTS, BY_SALES };
enum { METERS_MAX = 16, CLAUSES_MAX = 256, DIDS_MAX = 64, DAYS_MAX = 1024, CRITERIA_MAX = 16, STACK = 1024 };

typedef struct { int32_t move, reason, progress, criterion, answer, rank; } Act;

/* The file: a name of 24 bytes, the bytes that follow as u64, those bytes, padding to 8; and so on. */
static const char *file_at, *file_end;
static uint64_t table_bytes;
static const void *table(const char *name) {
  for (const char *at = file_at; at < file_end;) {
    uint64_t bytes = *(const uint64_t *)(at + 24);
    if (strncmp(at, name, 24) == 0) return table_bytes = bytes, at + 32;
    at += 32 + ((bytes + 7) & ~7ull);
  }
  fprintf(stderr, "no table %s\n", name);
  exit(1);
}

static const uint32_t *frame_offsets, *ms, *shape, *words, *pour_offsets, *pours, *did_offsets, *dids, *statement_offsets,
    *after, *set_of, *term_offsets;
static const int32_t *frame_day, *meter_start, *meter_length, *point_meter, *limit_count, *limit_days, *did_times,
    *did_within, *did_start, *program_start, *fact_count, *fact_start, *fresh_days, *term_tier, *term_dids, *term_meter, *profile_did_bits, *sql,
    *reason_disqualifies;
static const double *gains, *least_sum, *set_least_sum, *meter_max, *factors, *beyond, *give, *code, *term_level, *term_score, *rest_ms, *keep, *numbers;
static const uint8_t *facts, *has_contact, *is_disqualified, *set_admits, *set_disqualifies;
static const Act *acts;
static uint32_t leads, meters, clauses, did_count, criteria, reasons;
static uint64_t events;
static double until;
static int promotes_by_time;

static void load(const char *path) {
  int fd = open(path, O_RDONLY);
  struct stat stat;
  fstat(fd, &stat);
  file_at = mmap(NULL, stat.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  file_end = file_at + stat.st_size;
  frame_offsets = table("frame.offsets"), leads = table_bytes / 4 - 1;
  frame_day = table("frame.day"), events = table_bytes / 4;
  ms = table("frame.ms"), shape = table("frame.shape"), words = table("words");
  pour_offsets = table("pourOffsets"), pours = table("pours"), gains = table("gains");
  least_sum = table("leastSum"), set_least_sum = table("setLeastSum"), profile_did_bits = table("profileDidBits");
  did_offsets = table("didOffsets"), dids = table("dids"), acts = table("acts");
  statement_offsets = table("statementOffsets"), after = table("after"), set_of = table("setOf");
  meter_max = table("meter.max"), meters = table_bytes / 8;
  factors = table("meter.factors"), meter_start = table("meter.start"), meter_length = table("meter.length");
  beyond = table("meter.beyond"), point_meter = table("point.meter"), clauses = table_bytes / 4;
  give = table("point.give"), limit_count = table("point.limitCount"), limit_days = table("point.limitDays");
  did_times = table("did.times"), did_count = table_bytes / 4;
  did_within = table("did.within"), did_start = table("did.start"), code = table("program.code");
  program_start = table("program.start"), fact_count = table("program.factCount"), fact_start = table("program.factStart");
  facts = table("program.facts"), has_contact = table("hasContact"), is_disqualified = table("isDisqualified");
  set_admits = table("setAdmits"), set_disqualifies = table("setDisqualifies"), term_offsets = table("termOffsets");
  term_tier = table("term.tier"), term_dids = table("term.dids"), term_meter = table("term.meter");
  term_level = table("term.level"), term_score = table("term.score"), sql = table("sql");
  fresh_days = table("sql.freshDays"), criteria = table_bytes / 4;
  reason_disqualifies = table("reason.disqualifies"), reasons = table_bytes / 4;
  rest_ms = table("reason.restMs"), keep = table("reason.keep"), numbers = table("numbers");
  until = numbers[0], promotes_by_time = numbers[1] != 0;
  if (meters > METERS_MAX || clauses > CLAUSES_MAX || did_count > DIDS_MAX || criteria > CRITERIA_MAX) {
    fprintf(stderr, "the agreement is larger than this loop is made for\n");
    exit(1);
  }
}

/* The events that can change something, closely packed. */
static uint32_t *offsets, *word, *position, *profile_of, *settles_end, *acts_end, *takes_back_end;
static int32_t *day_of;

static void pack(void) {
  uint64_t count = 0;
  for (uint64_t at = 0; at < events; at++) count += words[shape[at]] != 0;
  offsets = malloc((leads + 1) * 4), settles_end = calloc(leads + 1, 4), acts_end = calloc(leads + 1, 4);
  takes_back_end = calloc(leads + 1, 4), word = malloc(count * 4 + 4), position = malloc(count * 4 + 4);
  profile_of = malloc(count * 4 + 4), day_of = malloc(count * 4 + 4);
  uint32_t at = 0;
  for (uint32_t lead = 0; lead < leads; lead++) {
    uint32_t statement = statement_offsets[lead], profile = 0, mask = ~0u;
    offsets[lead] = at;
    for (uint32_t event = frame_offsets[lead]; event < frame_offsets[lead + 1]; event++) {
      uint32_t w = words[shape[event]] & mask;
      if (w & FACTS) {
        uint32_t next = after[statement++];
        if (next == profile) w &= ~FACTS;
        profile = next;
        if ((mask & KNOWN) && has_contact[next]) w |= KNOWN;
      }
      if ((w & 63) == 0) continue;
      if (w & KNOWN) mask = ~KNOWN;
      word[at] = w, position[at] = event, day_of[at] = frame_day[event], profile_of[at++] = profile;
      if (w & SETTLES) settles_end[lead] = at;
      if (w & ACTS) acts_end[lead] = at;
      if (w & TAKES_BACK) takes_back_end[lead] = at;
    }
  }
  offsets[leads] = at;
}

/* sql: isAgreed, progress, needsTier, satisfied, program, readsActivity, readsFacts, byTime */
enum { IS_AGREED, PROGRESS, NEEDS_TIER, SATISFIED, PROGRAM, READS_ACTIVITY, READS_FACTS, BY_TIME };

typedef struct { uint32_t lead, event, tier, cycle, by_timer, unused; double at; } Promotion;

typedef struct {
  uint32_t from, to;
  Promotion *promotions;
  uint64_t count, capacity;
  uint8_t *stages;
  double *reached[3];
  /* The lead at hand. */
  uint32_t row, cycle, profile;
  int stage, disqualified, has_tier, progress, heeds, is_alert, may_be_promoted, may_be_disqualified;
  int64_t rest_cause, settled, cursor;
  double rest_until;
  /* The levels, and their sum, not faded: the score is never more. */
  double level[METERS_MAX], sum;
  int32_t since[METERS_MAX], opened[CLAUSES_MAX], used[CLAUSES_MAX], kept[DIDS_MAX], next[DIDS_MAX], days[DAYS_MAX];
  int32_t answer_rank[CRITERIA_MAX], answer_satisfies[CRITERIA_MAX], answer_day[CRITERIA_MAX];
  int32_t did_bits;
} Fold;

static inline double time_at(int64_t at) { return frame_day[at] * 86400000.0 + ms[at]; }

static inline double factor(int meter, int days) {
  if (days <= 0) return 1;
  return days < meter_length[meter] ? factors[meter_start[meter] + days] : beyond[meter];
}

static inline int pour(Fold *f, uint32_t kind, int day) {
  int poured = 0;
  for (uint32_t at = pour_offsets[kind]; at < pour_offsets[kind + 1]; at++) {
    uint32_t clause = pours[at];
    if (limit_count[clause]) {
      if (day >= f->opened[clause] + limit_days[clause]) f->opened[clause] = day, f->used[clause] = 1;
      else if (f->used[clause] >= limit_count[clause]) continue;
      else f->used[clause]++;
    }
    int meter = point_meter[clause];
    double filled = f->level[meter] * factor(meter, day - f->since[meter]) + give[clause];
    if (filled < 0) filled = 0;
    if (filled > meter_max[meter]) filled = meter_max[meter];
    f->sum += filled - f->level[meter];
    f->level[meter] = filled;
    if (day > f->since[meter]) f->since[meter] = day;
    poured = 1;
  }
  return poured;
}

static inline void count(Fold *f, uint32_t kind, int day) {
  for (uint32_t at = did_offsets[kind]; at < did_offsets[kind + 1]; at++) {
    uint32_t did = dids[at];
    f->days[did_start[did] + f->next[did]] = day;
    f->next[did] = f->next[did] + 1 == did_times[did] ? 0 : f->next[did] + 1;
    if (f->kept[did] < did_times[did]) f->kept[did]++;
    if (f->kept[did] == did_times[did] && did < 31) f->did_bits |= 1 << did;
  }
}

static inline int may_hold(const Fold *f, uint32_t term) {
  if ((f->did_bits & term_dids[term]) != term_dids[term]) return 0;
  if (term_meter[term] >= 0 && f->level[term_meter[term]] < term_level[term]) return 0;
  if (term_score[term] == -INFINITY) return 1;
  double sum = 0;
  for (uint32_t meter = 0; meter < meters; meter++) sum += f->level[meter];
  return sum >= term_score[term];
}

static double level_on(const Fold *f, int meter, int day) { return f->level[meter] * factor(meter, day - f->since[meter]); }

static int holds(const Fold *f, int program, int day) {
  uint8_t stack[STACK];
  int top = 0;
  for (int at = program_start[program]; at < program_start[program + 1]; at += 3) {
    int argument = (int)code[at + 1];
    switch ((int)code[at]) {
      case FACT: stack[top++] = facts[fact_start[program] + f->profile * fact_count[program] + argument]; break;
      case DID: {
        int within = did_within[argument];
        stack[top++] = f->kept[argument] >= did_times[argument] &&
                       (within == 0 || f->days[did_start[argument] + f->next[argument]] > day - within);
        break;
      }
      case METER: stack[top++] = level_on(f, argument, day) >= code[at + 2]; break;
      case SCORE: {
        double score = 0;
        for (uint32_t meter = 0; meter < meters; meter++) score += level_on(f, meter, day);
        stack[top++] = score >= code[at + 2];
        break;
      }
      case NOT: stack[top - 1] = !stack[top - 1]; break;
      default: {
        int all = code[at] == ALL, result = all;
        for (int part = 0; part < argument; part++) top--, result = all ? result & stack[top] : result | stack[top];
        stack[top++] = result;
      }
    }
  }
  return stack[0];
}

static void end_rest(Fold *f) { f->rest_until = -INFINITY, f->rest_cause = -1; }

static void reach(Fold *f, int stage, int64_t at) {
  if (f->stage < MQL || f->stage > ADVOCATE) f->cycle++, end_rest(f);
  f->stage = stage;
  if (stage < SQL || stage > CUSTOMER) return;
  double *first = &f->reached[stage - SQL][f->row];
  double now = time_at(at);
  if (now < *first) *first = now;
}

static void go_back(Fold *f, int reason, int64_t cause, double at, int day) {
  f->stage = reason_disqualifies[reason] ? DISQUALIFIED : RECYCLED;
  if (f->heeds & POURS) {
    f->sum = 0;
    for (uint32_t meter = 0; meter < meters; meter++)
      f->sum += f->level[meter] = level_on(f, meter, day) * keep[reason], f->since[meter] = day;
  }
  end_rest(f);
  if (!reason_disqualifies[reason] && rest_ms[reason] > 0) f->rest_until = at + rest_ms[reason], f->rest_cause = cause;
  f->progress = 0, f->has_tier = 0;
  if (reason_disqualifies[reason]) f->disqualified = BY_SALES;
}

static void try_promotion(Fold *f, int64_t cause, double at, int day, int by_timer) {
  if (!f->may_be_promoted || (f->stage == RECYCLED && at < f->rest_until)) return;
  int tried = -1;
  for (uint32_t term = term_offsets[f->profile]; term < term_offsets[f->profile + 1]; term++) {
    int tier = term_tier[term];
    if (tier == tried || !may_hold(f, term)) continue;
    tried = tier;
    if (!holds(f, tier, day)) continue;
    end_rest(f);
    f->stage = MQL, f->has_tier = 1, f->cycle++, f->progress = 0;
    if (f->count == f->capacity) f->promotions = realloc(f->promotions, (f->capacity *= 2) * sizeof(Promotion));
    f->promotions[f->count++] = (Promotion){f->row, cause, tier, f->cycle, by_timer, 0, at};
    return;
  }
}

static int can_be_disqualified(const Fold *f) { return (f->stage >= LEAD && f->stage <= SQL) || f->stage == RECYCLED; }

static void act(Fold *f, const Act *a, int64_t at, int day) {
  int stage = f->stage;
  f->progress |= a->progress;
  if (a->criterion >= 0 && a->rank >= f->answer_rank[a->criterion]) {
    f->answer_rank[a->criterion] = a->answer == 2 ? -1 : a->rank;
    f->answer_satisfies[a->criterion] = a->answer == 1;
    f->answer_day[a->criterion] = day;
  }
  int is_customer = stage == CUSTOMER || stage == ADVOCATE, is_open = stage >= LEAD && stage <= OPPORTUNITY;
  int reason = a->reason < 0 ? (int)reasons - 1 : a->reason;
  switch (a->move) {
    case TAKE_UP: if (stage < SAL || stage == RECYCLED) reach(f, SAL, at); break;
    case SEND_BACK:
      if ((is_open && stage != LEAD) || (reason_disqualifies[reason] && (is_open || stage == RECYCLED)))
        go_back(f, reason, at, time_at(at), day);
      break;
    case REINSTATE:
      if (stage != DISQUALIFIED) break;
      f->disqualified = is_disqualified[f->profile] ? BY_FACTS : BY_NOBODY;
      if (f->disqualified == BY_NOBODY) f->stage = LEAD;
      break;
    case OPEN_OPPORTUNITY: if (!is_customer && stage != OPPORTUNITY) reach(f, OPPORTUNITY, at); break;
    case WIN: if (!is_customer) reach(f, CUSTOMER, at); break;
    case LOSE: if (is_open) go_back(f, reason, at, time_at(at), day); break;
    case REFER: if (stage == CUSTOMER) f->stage = ADVOCATE; break;
    default: break;
  }
}

static void try_sales_qualification(Fold *f, int64_t at, int day) {
  if (!sql[IS_AGREED] || (f->progress & sql[PROGRESS]) != sql[PROGRESS] || (sql[NEEDS_TIER] && !f->has_tier)) return;
  int satisfied = 0;
  for (uint32_t criterion = 0; criterion < criteria; criterion++)
    if (f->answer_rank[criterion] >= 0 && f->answer_satisfies[criterion] &&
        (fresh_days[criterion] < 0 || day - f->answer_day[criterion] <= fresh_days[criterion]))
      satisfied++;
  if (satisfied < sql[SATISFIED] || (sql[PROGRAM] >= 0 && !holds(f, sql[PROGRAM], day))) return;
  reach(f, SQL, at);
}

static void look_ahead(Fold *f, int before, int64_t at) {
  int stage = f->stage, is_open = stage == LEAD || stage == RECYCLED;
  int has_tried = before == RECYCLED && time_at(at) >= f->rest_until;
  f->is_alert = (stage == RECYCLED && f->may_be_promoted && !has_tried) ||
                (is_open && f->may_be_promoted && promotes_by_time) ||
                (f->disqualified != BY_NOBODY && can_be_disqualified(f)) ||
                (sql[BY_TIME] && stage >= LEAD && stage <= SAL);
  int can_come_back = f->may_be_disqualified || takes_back_end[f->row] > f->cursor;
  if (!(sql[READS_ACTIVITY] || stage == VISITOR || is_open || can_come_back)) f->heeds = SETTLES;
}

static void settle(Fold *f, uint32_t w, uint32_t profile, int64_t at, int day) {
  int before = f->stage;
  if (w & FACTS) {
    f->profile = profile;
    if (f->disqualified != BY_SALES) f->disqualified = is_disqualified[profile] ? BY_FACTS : BY_NOBODY;
  }
  if (f->stage == VISITOR && (w & KNOWN)) f->stage = LEAD;
  if (f->disqualified != BY_NOBODY) {
    if (can_be_disqualified(f)) f->stage = DISQUALIFIED, f->has_tier = 0;
  } else if (f->stage == DISQUALIFIED) {
    int is_resting = time_at(at) < f->rest_until;
    if (!is_resting) end_rest(f);
    f->stage = is_resting ? RECYCLED : LEAD;
  }
  if (w & ACTS) act(f, &acts[w >> KIND_SHIFT], at, day);
  if (f->stage == LEAD || (f->stage == RECYCLED && before == RECYCLED)) try_promotion(f, at, time_at(at), day, 0);
  if (f->stage >= LEAD && f->stage <= SAL) try_sales_qualification(f, at, day);
  f->settled = at;
  if (f->stage != before || f->is_alert || f->cursor == takes_back_end[f->row]) look_ahead(f, before, at);
}

static void fire_timers(Fold *f, double until) {
  if (f->stage != RECYCLED || f->rest_cause < 0 || f->rest_until >= until) return;
  double at = f->rest_until;
  int64_t cause = f->rest_cause;
  end_rest(f);
  try_promotion(f, cause, at, (int)floor(at / 86400000.0), 1);
}

static void catch_up(Fold *f, int64_t to) {
  for (int64_t at = f->settled + 1; at < to && f->is_alert; at++) fire_timers(f, time_at(at)), settle(f, 0, 0, at, frame_day[at]);
}

static int may_be_promoted_now(const Fold *f) {
  if (f->stage != LEAD && f->stage != RECYCLED) return 0;
  if (f->sum < least_sum[f->profile] && !(f->did_bits & profile_did_bits[f->profile])) return 0;
  for (uint32_t term = term_offsets[f->profile]; term < term_offsets[f->profile + 1]; term++)
    if (may_hold(f, term)) return 1;
  return 0;
}

static void fold_events(Fold *f, uint32_t from, uint32_t to) {
  for (uint32_t at = from; at < to; at++) {
    uint32_t w = word[at];
    if (!(w & f->heeds)) continue;
    int day = day_of[at], adds = 0;
    if (f->is_alert) f->cursor = at, catch_up(f, position[at]), fire_timers(f, time_at(position[at]));
    if (f->heeds & POURS) {
      if (w & POURS) adds = pour(f, w >> KIND_SHIFT, day);
      if (w & COUNTS) count(f, w >> KIND_SHIFT, day), adds = 1;
    }
    if (!((w & SETTLES) || f->is_alert || (adds && (sql[READS_ACTIVITY] || may_be_promoted_now(f))))) continue;
    f->cursor = at + 1;
    settle(f, w, profile_of[at], position[at], day);
    int stays = f->is_alert || f->may_be_disqualified || f->stage == VISITOR || (f->heeds & POURS) ||
                acts_end[f->row] > at + 1 || (sql[READS_FACTS] && f->stage <= SAL);
    if (!stays) return;
  }
}

/* Whether the lead's points could come to enough for any tier if none of them faded and no limit held any back. */
static int can_reach(uint32_t row, uint32_t set) {
  double sum = 0;
  if (set_least_sum[set] <= 0) return 1;
  for (uint32_t at = offsets[row]; at < offsets[row + 1]; at++)
    if ((sum += gains[word[at] >> KIND_SHIFT]) >= set_least_sum[set]) return 1;
  return 0;
}

static void *fold_leads(void *argument) {
  Fold *f = argument;
  f->count = 0;
  for (uint32_t row = f->from; row < f->to; row++) {
    uint32_t set = set_of[row];
    f->row = row, f->stage = VISITOR, f->profile = 0, f->disqualified = BY_NOBODY;
    f->has_tier = 0, f->cycle = 0, f->progress = 0, f->is_alert = 0;
    end_rest(f);
    for (uint32_t criterion = 0; criterion < criteria; criterion++) f->answer_rank[criterion] = -1;
    f->may_be_promoted = set_admits[set] && can_reach(row, set), f->may_be_disqualified = set_disqualifies[set];
    for (int reached = 0; reached < 3; reached++) f->reached[reached][row] = INFINITY;
    int folds = f->may_be_promoted || sql[READS_ACTIVITY];
    f->heeds = folds ? SETTLES | POURS | COUNTS : SETTLES;
    if (folds) {
      for (uint32_t meter = 0; meter < meters; meter++) f->level[meter] = 0, f->since[meter] = 0;
      for (uint32_t clause = 0; clause < clauses; clause++) f->opened[clause] = -(1 << 30);
      memset(f->kept, 0, did_count * sizeof *f->kept), memset(f->next, 0, did_count * sizeof *f->next);
      f->did_bits = 0, f->sum = 0;
    }
    fold_events(f, offsets[row], folds ? offsets[row + 1] : settles_end[row]);
    if (f->is_alert) f->cursor = offsets[row + 1], catch_up(f, frame_offsets[row + 1]), fire_timers(f, until);
    f->stages[row] = f->stage;
  }
  return NULL;
}

/* Reads the frame's columns once and does nothing else: as quick as this machine's memory is for one pass. */
typedef struct { uint64_t from, to, sum; } Part;
static void *sum_columns(void *argument) {
  Part *part = argument;
  uint64_t sum = 0;
  for (uint64_t at = part->from; at < part->to; at++) sum += (uint32_t)frame_day[at];
  for (uint64_t at = part->from; at < part->to; at++) sum += ms[at];
  part->sum = sum;
  return NULL;
}

static double now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

enum { THREADS_MAX = 64 };
static Fold folds[THREADS_MAX];

static void in_threads(int threads, void *(*work)(void *), void *parts, size_t size) {
  pthread_t ids[THREADS_MAX];
  for (int thread = 1; thread < threads; thread++) pthread_create(&ids[thread], NULL, work, (char *)parts + thread * size);
  work(parts);
  for (int thread = 1; thread < threads; thread++) pthread_join(ids[thread], NULL);
}

int main(int count, char **arguments) {
  if (count < 2) return 1;
  load(arguments[1]);
  pack();
  uint8_t *stages = malloc(leads + 1);
  double *reached[3];
  for (int stage = 0; stage < 3; stage++) reached[stage] = malloc((leads + 1) * sizeof(double));
  for (int thread = 0; thread < THREADS_MAX; thread++) {
    folds[thread].capacity = 1 << 16, folds[thread].promotions = malloc((1 << 16) * sizeof(Promotion));
    folds[thread].stages = stages;
    memcpy(folds[thread].reached, reached, sizeof reached);
  }
  char line[4096];
  int threads = 1;
  while (fgets(line, sizeof line, stdin)) {
    char path[4000];
    if (sscanf(line, "run %d", &threads) == 1) {
      uint32_t lead = 0;
      for (int thread = 0; thread < threads; thread++) {
        uint64_t share = events * (thread + 1) / threads;
        folds[thread].from = lead;
        while (lead < leads && (thread == threads - 1 || frame_offsets[lead] < share)) lead++;
        folds[thread].to = lead;
      }
      double begun = now_ms();
      in_threads(threads, fold_leads, folds, sizeof *folds);
      printf("%.3f\n", now_ms() - begun);
    } else if (sscanf(line, "sum %d", &threads) == 1) {
      Part parts[THREADS_MAX];
      for (int thread = 0; thread < threads; thread++)
        parts[thread] = (Part){events * thread / threads, events * (thread + 1) / threads, 0};
      double begun = now_ms();
      in_threads(threads, sum_columns, parts, sizeof *parts);
      double ended = now_ms();
      uint64_t sum = 0;
      for (int thread = 0; thread < threads; thread++) sum += parts[thread].sum;
      /* The sum is said so that it has to be made. */
      printf("%.3f %llu\n", ended - begun, (unsigned long long)sum);
    } else if (sscanf(line, "dump %3999s", path) == 1) {
      FILE *out = fopen(path, "wb");
      for (int thread = 0; thread < threads; thread++)
        fwrite(folds[thread].promotions, sizeof(Promotion), folds[thread].count, out);
      fwrite(stages, 1, leads, out);
      fclose(out);
      printf("dumped\n");
    } else break;
    fflush(stdout);
  }
  return 0;
}

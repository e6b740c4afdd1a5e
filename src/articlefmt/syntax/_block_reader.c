/* The block reader, compiled. `values(front, depth)` is what `read_purely` of block_reader.py is, in a sixth of its time.

       front  = 1*row
       row    = line *blank / blank
       blank  = *" " [ "#" *char ] newline
       line   = indent [ "- " ] key ":" [ 1*" " value ] *" " newline
              / indent "- " value *" " newline
       indent = *" "
       key    = ( letter / "_" ) *( letter / digit / "_" / "-" )      ; ASCII, and none of the words true, false, null
       value  = <"> *( char / "\" char ) <">  /  "'" *( char / "''" ) "'"  /  plain
       plain  = char *char                 ; starts with no indicator, holds no ": " and no " #", doesn't end with ":"
       char   = any character but controls, U+0085, U+2028, U+2029, U+FEFF and what YAML forbids

   block_reader.py is the specification: what this file does otherwise is a fault of this file. Both call things alike: a
   row's `indent`, the `column` of the collection that is open, its `mapping` and `items`, the `stack` of those around it,
   and the `last` key. What isn't surely of the subset is declined, which is NULL or 0 without an error. Whatever is no
   plain word and no small number is left to the functions of scalars.py.

   Why no text can lead it astray:
   - A text of Python is followed by a NUL, and `is_allowed` has seen that there is none in it. NUL is of no kind, so each
     loop over kinds, blanks or line ends stops there at the latest; where p[0] isn't NUL, p[1] may be looked at.
   - A collection belongs to the one around it as soon as it is made; so only the root is released, and `Level` and
     `last` borrow what the root holds.
   - `depth` bounds the stack: its height is below that when a row comes, and asked again behind each collection that the
     row begins. So an entry is never put behind the last. */

#define PY_SSIZE_T_CLEAN
#ifdef Py_GIL_DISABLED /* `hatch_build.py` defines it for a Python without a GIL, which has no limited API */
#define WITHOUT_GIL
#else
#define Py_LIMITED_API 0x030B0000
#endif
#include <Python.h>
#include <string.h>

#define MAX_DEPTH 100       /* what is nested deeper than the default limit is declined */
#define LONGEST_KEY 501     /* as in the pattern of block_reader.py */
#define REMEMBERED 512      /* keys; a power of two */
#define LONGEST_REMEMBERED 64

typedef struct {
    const char *text; /* that of `key` itself, which keeps it */
    Py_ssize_t size;
    PyObject *key;
} Remembered;

/* What a module has: one for each interpreter. */
typedef struct {
    PyObject *resolve_number, *decode_line, *fromisoformat;
    unsigned char kinds[256];
    Remembered keys[REMEMBERED];
} Module;

enum { KEY_START = 1, KEY = 2, PLAIN_START = 4, NUMBER_START = 8, TEXT = 16 };
#define IS(m, p, kind) ((m)->kinds[(unsigned char)*(p)] & (kind))

/* A row; key == key_end: it has none; text == text_end: no value. */
typedef struct {
    Py_ssize_t indent;
    int is_item;
    int is_spelled; /* whether its quoted text says something else than stands in the quotes */
    const char *key, *key_end, *text, *text_end;
} Row;

/* A collection that is open. `items` is NULL but of a list; of a list `mapping` is the one around it. */
typedef struct {
    Py_ssize_t column;
    PyObject *mapping, *items;
} Level;

typedef struct {
    Module *module;
    long depth; /* how deep a text may be nested: 100 at most */
    Level open, stack[MAX_DEPTH]; /* the stack holds those around the open one */
    int height; /* of the stack */
    PyObject *last; /* the last key of the mapping, where that has no value yet */
} Reader;

/* --- characters --------------------------------------------------------------------------------------------------- */

static void fill_kinds(unsigned char *kinds)
{
    for (int c = ' '; c < 256; c++) { /* no control is of a kind */
        int is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
        int is_digit = c >= '0' && c <= '9';
        int kind = 0;
        if (c == 0x7f) continue;
        if (is_letter) kind |= KEY_START;
        if (is_letter || is_digit || c == '-') kind |= KEY;
        if (is_digit || c == '.' || c == '-') kind |= NUMBER_START;
        else if (strchr(" ?:,[]{}#&*!|>'\"%@`~", c) == NULL) kind |= PLAIN_START;
        if (c != ' ' && c != ':' && c != '#') kind |= TEXT;
        kinds[c] = (unsigned char)kind;
    }
}

/* Whether a character of three bytes is U+2028, U+2029, U+FEFF, U+FFFE or U+FFFF, or one of two is U+0080 to U+009F. */
static int is_forbidden(const unsigned char *p)
{
    switch (p[0]) {
    case 0xC2: return p[1] < 0xA0;
    case 0xE2: return p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9);
    case 0xEF: return (p[1] == 0xBB && p[2] == 0xBF) || (p[1] == 0xBF && p[2] >= 0xBE);
    default: return 0;
    }
}

/* Whether every character may stand in a text of the subset. UTF-8 has no halves of characters. */
static int is_allowed(const char *text, const char *end)
{
    int has_control = 0, is_ascii = 1;
    for (const char *p = text; p < end; p++) { /* without a way out, so that compilers take many bytes at once */
        unsigned char c = (unsigned char)*p;
        has_control |= (c < ' ' && c != '\n') | (c == 0x7f);
        is_ascii &= c < 0x80;
    }
    if (has_control) return 0;
    for (const char *lead = "\xC2\xE2\xEF"; !is_ascii && *lead; lead++) {
        for (const char *p = text; (p = memchr(p, *lead, (size_t)(end - p))) != NULL; p++)
            if (is_forbidden((const unsigned char *)p)) return 0;
    }
    return 1;
}

static const char *behind_blanks(const char *p)
{
    while (*p == ' ') p++;
    return p;
}

/* --- a row -------------------------------------------------------------------------------------------------------- */

/* key = ( letter / "_" ) *( letter / digit / "_" / "-" ). The colon behind the key at p; NULL if there is no key. */
static const char *key_end(const Module *m, const char *p)
{
    if (!IS(m, p, KEY_START)) return NULL;
    while (IS(m, p, KEY)) p++;
    return *p == ':' && (p[1] == ' ' || p[1] == '\n') ? p : NULL;
}

/* plain = char *char. The end of the one that has begun before p, without the blanks behind it. */
static const char *plain_end(const Module *m, const char *p)
{
    for (;;) { /* each turn takes a character at least, or ends */
        while (IS(m, p, TEXT)) p++;
        if (*p == ' ') {
            const char *next = behind_blanks(p);
            if (*next == '#' || *next == '\n') return p;
            p = next; /* no blank: what is there is text or a colon, or the NUL, which ends this */
        } else if (*p == '#' || (*p == ':' && p[1] != ' ' && p[1] != '\n')) {
            p++;
        } else {
            return p;
        }
    }
}

/* <"> *( char / "\" char ) <">. Behind the quoted text that has begun before p; NULL if it has no end. No character is
   searched twice: a slash only before the next quote, a quote only behind the one before. */
static const char *double_quoted_end(const char *p, const char *line_end, int *is_spelled)
{
    for (const char *quote; (quote = memchr(p, '"', (size_t)(line_end - p))) != NULL;) {
        for (const char *slash; p < quote && (slash = memchr(p, '\\', (size_t)(quote - p))) != NULL;) {
            *is_spelled = 1;
            p = slash + 2; /* behind the quote, if the slash is before it */
        }
        if (p <= quote) return quote + 1;
    }
    return NULL;
}

/* "'" *( char / "''" ) "'". Behind the quoted text that has begun before p; NULL if it has no end. */
static const char *single_quoted_end(const char *p, const char *line_end, int *is_spelled)
{
    for (const char *quote; (quote = memchr(p, '\'', (size_t)(line_end - p))) != NULL; p = quote + 2) {
        if (quote[1] != '\'') return quote + 1;
        *is_spelled = 1;
    }
    return NULL;
}

/* value = quoted / quoted / plain. Behind the value at p; p itself if there is none; NULL if it isn't of the subset. */
static const char *value_end(const Module *m, const char *p, const char *line_end, int *is_spelled)
{
    if (*p == '"') return double_quoted_end(p + 1, line_end, is_spelled);
    if (*p == '\'') return single_quoted_end(p + 1, line_end, is_spelled);
    int is_dash = *p == '-' && (p[1] == ' ' || p[1] == '\n');
    return IS(m, p, PLAIN_START | NUMBER_START) && !is_dash ? plain_end(m, p + 1) : p;
}

/* row = line *blank / blank. Where the row behind the one at p begins; NULL if that isn't of the subset. */
static const char *read_row(const Module *m, const char *p, const char *end, Row *row)
{
    const char *line_end = memchr(p, '\n', (size_t)(end - p)), *start = p, *colon;
    if (line_end == NULL) return NULL;
    p = behind_blanks(p);
    row->indent = p - start;
    row->is_item = *p == '-' && p[1] == ' ';
    row->is_spelled = 0;
    if (row->is_item) p += 2;
    else if (*p == '#') p = line_end;
    row->key = row->key_end = p;
    if ((colon = key_end(m, p)) != NULL) {
        if (colon - p > LONGEST_KEY) return NULL;
        row->key_end = colon;
        p = behind_blanks(colon + 1);
    }
    row->text = p;
    row->text_end = p = value_end(m, p, line_end, &row->is_spelled);
    if (p == NULL) return NULL;
    p = behind_blanks(p);
    if (*p != '\n') return NULL;
    while (*p == '\n') p++;
    return p;
}

/* --- its value ---------------------------------------------------------------------------------------------------- */

static int is_one_of(const char *p, size_t size, const char *low, const char *title, const char *high)
{
    return !memcmp(p, low, size) || !memcmp(p, title, size) || !memcmp(p, high, size);
}

/* The object that a word means, borrowed; NULL where it is a text like any other. */
static PyObject *meant(const char *p, Py_ssize_t size)
{
    if (size == 4 && is_one_of(p, 4, "true", "True", "TRUE")) return Py_True;
    if (size == 5 && is_one_of(p, 5, "false", "False", "FALSE")) return Py_False;
    return size == 4 && is_one_of(p, 4, "null", "Null", "NULL") ? Py_None : NULL;
}

/* Whether it is a timestamp as nearly all are, `_CANONICAL_TIME` of scalars.py. */
static int is_canonical_time(const char *p, Py_ssize_t size)
{
    static const char shape[] = "0000-00-00T00:00:00Z";
    if (size != (Py_ssize_t)sizeof shape - 1) return 0;
    for (int i = 0; shape[i]; i++)
        if (shape[i] == '0' ? p[i] < '0' || p[i] > '9' : p[i] != shape[i]) return 0;
    return p[11] < '2' || (p[11] == '2' && p[12] < '4');
}

/* A number or a timestamp; a text where there is no such day. */
static PyObject *number(const Module *m, const char *p, Py_ssize_t size)
{
    long long whole = 0;
    Py_ssize_t sign = *p == '-', end = sign;
    while (end < size && end < 18 && p[end] >= '0' && p[end] <= '9') whole = 10 * whole + (p[end++] - '0');
    int is_whole = end == size && end > sign && (end == sign + 1 || p[sign] != '0');
    if (is_whole) return PyLong_FromLongLong(sign ? -whole : whole);

    PyObject *text = PyUnicode_DecodeUTF8(p, size, NULL), *value;
    if (text == NULL) return NULL;
    if (is_canonical_time(p, size)) {
        value = PyObject_CallFunctionObjArgs(m->fromisoformat, text, NULL);
        if (value == NULL && PyErr_ExceptionMatches(PyExc_ValueError)) {
            PyErr_Clear();
            return text;
        }
    } else {
        value = PyObject_CallFunctionObjArgs(m->resolve_number, text, NULL);
    }
    Py_DECREF(text);
    return value;
}

/* A quoted text; declined where it holds an escape that isn't one, or half a character. */
static PyObject *quoted(const Module *m, const Row *row)
{
    const char *p = row->text;
    Py_ssize_t size = row->text_end - p;
    if (!row->is_spelled) return PyUnicode_DecodeUTF8(p + 1, size - 2, NULL);
    PyObject *text = PyUnicode_DecodeUTF8(p, size, NULL), *value;
    if (text == NULL) return NULL;
    value = PyObject_CallFunctionObjArgs(m->decode_line, text, NULL);
    Py_DECREF(text);
    if (value == NULL) return NULL;
    if (value != Py_None) {
        if (PyUnicode_AsUTF8AndSize(value, NULL) != NULL) return value;
        if (PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) PyErr_Clear(); /* half a character */
    }
    Py_DECREF(value);
    return NULL;
}

/* The value of a row, None where it has none. */
static PyObject *value_of(const Module *m, const Row *row)
{
    const char *p = row->text;
    Py_ssize_t size = row->text_end - p;
    if (size == 0) return Py_NewRef(Py_None);
    if (*p == '"' || *p == '\'') return quoted(m, row);
    if (IS(m, p, NUMBER_START)) return number(m, p, size);
    PyObject *word = meant(p, size);
    if (word == Py_None) return NULL;
    return word != NULL ? Py_NewRef(word) : PyUnicode_DecodeUTF8(p, size, NULL);
}

/* --- its key ------------------------------------------------------------------------------------------------------ */

/* A key, as an object that is kept for the next time: that spares a sixth of the time. Where threads have no common
   lock it is made each time. */
static PyObject *make_key(Module *m, const char *p, Py_ssize_t size)
{
#ifndef WITHOUT_GIL
    if (size <= LONGEST_REMEMBERED) {
        unsigned hash = 5381;
        for (Py_ssize_t i = 0; i < size; i++) hash = 33 * hash ^ (unsigned char)p[i];
        Remembered *slot = &m->keys[(hash ^ hash >> 11) % REMEMBERED];
        if (slot->size == size && !memcmp(slot->text, p, (size_t)size)) return Py_NewRef(slot->key);
        PyObject *key = PyUnicode_DecodeUTF8(p, size, NULL);
        if (key == NULL) return NULL;
        const char *text = PyUnicode_AsUTF8AndSize(key, NULL);
        if (text == NULL) {
            Py_DECREF(key);
            return NULL;
        }
        PyObject *before = slot->key;
        *slot = (Remembered){text, size, Py_NewRef(key)};
        Py_XDECREF(before);
        return key;
    }
#endif
    (void)m;
    return PyUnicode_DecodeUTF8(p, size, NULL);
}

/* --- its place ---------------------------------------------------------------------------------------------------- */

/* Close what is indented deeper than a row; and, but for an item, the list in the very column of the row. */
static void close_until(Reader *r, const Row *row)
{
    while (r->open.column > row->indent || (!row->is_item && r->open.items != NULL && r->open.column == row->indent)) {
        r->open = r->stack[--r->height]; /* the root is a mapping in column 0: it is never closed */
        r->last = NULL;
    }
}

/* A collection begins: as the next item of the open list, or as the value of the last key. Whether it may. */
static int begin(Reader *r, int is_list, Py_ssize_t column)
{
    if (r->open.items == NULL && r->last == NULL) return 0;
    PyObject *new = is_list ? PyList_New(0) : PyDict_New();
    if (new == NULL) return 0;
    int failed = r->open.items != NULL ? PyList_Append(r->open.items, new)
                                       : PyDict_SetItem(r->open.mapping, r->last, new);
    Py_DECREF(new);
    if (failed) return 0;
    r->stack[r->height++] = r->open;
    r->open.column = column;
    r->open.items = is_list ? new : NULL;
    if (!is_list) r->open.mapping = new;
    r->last = NULL;
    return 1;
}

/* Give the open mapping a key. Whether it may have it. */
static int put_key(Reader *r, const Row *row, PyObject *value)
{
    Py_ssize_t size = row->key_end - row->key;
    if (meant(row->key, size) != NULL) return 0;
    PyObject *key = make_key(r->module, row->key, size);
    if (key == NULL) return 0;
    Py_ssize_t before = PyDict_Size(r->open.mapping);
    int failed = PyDict_SetItem(r->open.mapping, key, value);
    Py_DECREF(key); /* the mapping has it now, or one that is equal; then the row is declined */
    r->last = value == Py_None ? key : NULL;
    return !failed && PyDict_Size(r->open.mapping) > before;
}

/* Put a row that has a dash or a key where it belongs. Whether it may stand there. */
static int place(Reader *r, const Row *row, PyObject *value)
{
    int has_key = row->key != row->key_end;
    close_until(r, row);
    int is_in_list = r->open.items != NULL, is_in_column = r->open.column == row->indent;
    if (row->is_item) {
        if (is_in_list ? !is_in_column : !begin(r, 1, row->indent)) return 0;
        if (r->height >= r->depth) return 0;
        if (!has_key) return value != Py_None && PyList_Append(r->open.items, value) == 0;
        if (!begin(r, 0, row->indent + 2)) return 0;
    } else if (is_in_list || (!is_in_column && !begin(r, 0, row->indent))) {
        return 0;
    }
    return r->height < r->depth && put_key(r, row, value);
}

/* --- a text ------------------------------------------------------------------------------------------------------- */

/* front = 1*row. Fills the root with the values of all rows. Whether the text is of the subset. */
static int read_rows(Reader *r, const char *p, const char *end)
{
    Row row;
    while (p < end) { /* each turn takes a line at least */
        p = read_row(r->module, p, end, &row);
        if (p == NULL) return 0;
        if (row.is_item || row.key != row.key_end) {
            PyObject *value = value_of(r->module, &row);
            if (value == NULL) return 0;
            int fits = place(r, &row, value);
            Py_DECREF(value);
            if (!fits) return 0;
        } else if (row.text != row.text_end) {
            return 0;
        }
    }
    return 1;
}

PyDoc_STRVAR(values_doc, "values(front, depth)\n--\n\nThe values of a text of the block subset; None where it isn't of it.");

static PyObject *values(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
    int is_huge;
    Py_ssize_t size;
    if (count != 2 || !PyUnicode_Check(args[0]) || !PyLong_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "values() takes a str and an int");
        return NULL;
    }
    long levels = PyLong_AsLongAndOverflow(args[1], &is_huge); /* -1 where it doesn't fit; an int can't fail otherwise */
    const char *text = PyUnicode_AsUTF8AndSize(args[0], &size);
    if (text == NULL) {
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return NULL;
        PyErr_Clear(); /* half a character */
        return Py_NewRef(Py_None);
    }
    if (!is_allowed(text, text + size)) return Py_NewRef(Py_None);

    PyObject *root = PyDict_New();
    if (root == NULL) return NULL;
    Reader reader;
    reader.module = PyModule_GetState(self);
    reader.depth = is_huge > 0 || levels > MAX_DEPTH ? MAX_DEPTH : levels;
    reader.height = 0;
    reader.open = (Level){0, root, NULL};
    reader.last = NULL;
    if (read_rows(&reader, text, text + size)) return root;
    Py_DECREF(root);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* --- the module --------------------------------------------------------------------------------------------------- */

/* An attribute of an attribute of a module; `inner` may be NULL. */
static PyObject *imported(const char *module, const char *name, const char *inner)
{
    PyObject *from = PyImport_ImportModule(module), *found, *within;
    if (from == NULL) return NULL;
    found = PyObject_GetAttrString(from, name);
    Py_DECREF(from);
    if (found == NULL || inner == NULL) return found;
    within = PyObject_GetAttrString(found, inner);
    Py_DECREF(found);
    return within;
}

static int fill(PyObject *self)
{
    Module *m = PyModule_GetState(self); /* all zero before */
    fill_kinds(m->kinds);
    m->resolve_number = imported("articlefmt.syntax.scalars", "resolve_number", NULL);
    if (m->resolve_number == NULL) return -1;
    m->decode_line = imported("articlefmt.syntax.scalars", "decode_line", NULL);
    if (m->decode_line == NULL) return -1;
    m->fromisoformat = imported("datetime", "datetime", "fromisoformat");
    return m->fromisoformat == NULL ? -1 : 0;
}

static int traverse(PyObject *self, visitproc visit, void *arg)
{
    Module *m = PyModule_GetState(self);
    if (m == NULL) return 0;
    Py_VISIT(m->resolve_number);
    Py_VISIT(m->decode_line);
    Py_VISIT(m->fromisoformat);
    return 0; /* a key is a text, and holds nothing */
}

static int clear(PyObject *self)
{
    Module *m = PyModule_GetState(self);
    if (m == NULL) return 0;
    Py_CLEAR(m->resolve_number);
    Py_CLEAR(m->decode_line);
    Py_CLEAR(m->fromisoformat);
    for (int i = 0; i < REMEMBERED; i++) {
        m->keys[i].size = 0;
        Py_CLEAR(m->keys[i].key);
    }
    return 0;
}

static void release(void *self)
{
    clear((PyObject *)self);
}

/* By way of another pointer to a function, as the one of `PyMethodDef` takes other arguments. */
static PyMethodDef methods[] = {
    {"values", (PyCFunction)(void (*)(void))values, METH_FASTCALL, values_doc},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, fill},
/* The limited API of 3.11 has no such slot: where interpreters have locks of their own, those but the first read in Python. */
#if defined(Py_mod_multiple_interpreters)
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
#if defined(WITHOUT_GIL)
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "articlefmt.syntax._block_reader",
    .m_doc = "The block reader, compiled.",
    .m_size = sizeof(Module),
    .m_methods = methods,
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
    .m_free = release,
};

PyMODINIT_FUNC PyInit__block_reader(void)
{
    return PyModuleDef_Init(&definition);
}

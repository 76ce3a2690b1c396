// The umbrella header of the CpangoCairo system module.

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

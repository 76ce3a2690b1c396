// The umbrella header of the Csystemd system module.

#include <systemd/sd-daemon.h>

mod absence;
mod closing;

mod closing;

import { describe } from 'node:test';
import { livingBuild } from '../support/club.ts';
import { testLanguageMarks } from '../support/language-marks.ts';

describe('every built page of the living content', () => testLanguageMarks(livingBuild));
